"""People, the posts they hold, and who may do what."""

from django.urls import path

from improvement.views import handing_over, people, posts

urlpatterns = [
    path("people/", people.PersonListView.as_view(), name="person-list"),
    path("people/invite/", people.person_invite, name="person-invite"),
    path("people/<int:pk>/", people.person_detail, name="person-detail"),
    path("people/<int:pk>/roles/", people.person_roles, name="person-roles"),
    path("people/<int:pk>/address/", people.person_address, name="person-address"),
    path("people/<int:pk>/active/", people.person_active, name="person-active"),
    path("people/<int:pk>/plans/", people.person_plans, name="person-plans"),
    path("who-may-do-what/", people.who_may_do_what, name="who-may-do-what"),
    path("posts/", posts.PostListView.as_view(), name="post-list"),
    path("posts/add/", posts.post_add, name="post-add"),
    path("posts/<slug:slug>/", posts.post_detail, name="post-detail"),
    path("posts/<slug:slug>/edit/", posts.post_edit, name="post-edit"),
    path("posts/<slug:slug>/hand-over/", handing_over.post_hand_over, name="post-hand-over"),
    path("posts/<slug:slug>/cover/", handing_over.cover_add, name="cover-add"),
    path("posts/<slug:slug>/covers/<int:pk>/end/", handing_over.cover_end, name="cover-end"),
    path("posts/<slug:slug>/tenures/add/", posts.tenure_add, name="tenure-add"),
    path("posts/<slug:slug>/tenures/<int:pk>/end/", posts.tenure_end, name="tenure-end"),
]
