"""People, the posts they hold, and the roles that let them in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from improvement import roles
from improvement.record.history import History, Recorded, RecordedQuerySet, WrittenInServices

SIGN_IN_FIELDS = {"password", "last_login"}


class Organisation(Recorded):
    """A body that people and posts belong to: the council, the police, an NHS trust, a school."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager.from_queryset(RecordedQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, WrittenInServices):
    """One person who can sign in by e-mail, or a named system user in whose name commands and jobs act.

    People are deactivated, never deleted. Passwords and the time of the last sign-in are no part of the record.
    """

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)

    history = History(excluded_fields=sorted(SIGN_IN_FIELDS))
    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email_address")]

    def __str__(self):
        return f"{self.name} (system)" if self.is_system else f"{self.name} <{self.email}>"

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None and set(update_fields) <= SIGN_IN_FIELDS:
            # Signing in and choosing a password change nothing that the record holds.
            self.skip_history_when_saving = True
            try:
                models.Model.save(self, *args, update_fields=update_fields, **kwargs)
            finally:
                del self.skip_history_when_saving
            return
        super().save(*args, update_fields=update_fields, **kwargs)

    @cached_property
    def role_names(self) -> set[str]:
        return set(self.roles.values_list("role", flat=True))

    def has_role(self, role: str) -> bool:
        return role in self.role_names


class RoleGrant(Recorded):
    """One role that a person has."""

    person = models.ForeignKey(User, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=24, choices=list(roles.ROLES.items()))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="a_role_is_given_once")]

    def __str__(self):
        return f"{self.person.name} as {self.get_role_display()}"


class PostQuerySet(RecordedQuerySet):
    def spoken_for_by(self, person, on):
        """The posts for which a person speaks on a day: those they hold, and those they cover."""
        held = Tenure.objects.on(on).filter(person=person).values("post")
        covered = Cover.objects.on(on).filter(person=person).values("post")
        return self.filter(Q(pk__in=held) | Q(pk__in=covered))


class Post(Recorded):
    """A job, a body or a place not yet confirmed that a plan names as lead. Posts lead; people hold posts."""

    class Kind(models.TextChoices):
        POST = "post", "Post held by a person"
        BODY = "body", "Board, partnership or team"
        UNCONFIRMED = "unconfirmed", "Not confirmed yet"

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    acronym = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.POST)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    reports_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="direct_reports"
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("id")),
                name="a_post_does_not_report_to_itself",
            ),
            models.UniqueConstraint(Lower("title"), name="one_post_per_title"),
        ]

    def __str__(self):
        return f"{self.title} ({self.acronym})" if self.acronym else self.title

    @property
    def short_name(self) -> str:
        return self.acronym or self.title


class PostAlias(Recorded):
    """Other words by which plans name the same post: DCS and EDEH for EDCS."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="aliases")
    words = models.CharField(max_length=120)

    class Meta:
        ordering = ["words"]
        constraints = [models.UniqueConstraint(Lower("words"), name="an_alias_names_one_post")]

    def __str__(self):
        return f"{self.words} for {self.post.short_name}"


class TenureQuerySet(RecordedQuerySet):
    def on(self, day):
        """Tenures that run on a day. The last day of one is the day before `ends`."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=day), starts__lte=day)


class Tenure(Recorded):
    """One person holding one post from a day until a day. A post nobody holds today is vacant."""

    class Kind(models.TextChoices):
        PERMANENT = "permanent", "Permanent"
        INTERIM = "interim", "Interim"
        ACTING = "acting", "Acting"

    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="tenures")
    holder = models.CharField(max_length=120, help_text="The name of the day, kept when the account changes.")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERMANENT)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    is_illustrative = models.BooleanField(default=False)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="a_tenure_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["post", "starts", "ends"], name="tenure_by_post")]

    def __str__(self):
        return f"{self.holder} as {self.post.short_name}"


class CoverQuerySet(RecordedQuerySet):
    def on(self, day):
        """Covers that run on a day, the first and the last day included."""
        return self.filter(starts__lte=day, ends__gte=day)


class Cover(Recorded):
    """One person speaking for a post while whoever holds it is away. The holder stays its holder."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="covers")
    person = models.ForeignKey(User, models.PROTECT, related_name="covers")
    name = models.CharField(max_length=120, help_text="The name of the day, kept when the account changes.")
    starts = models.DateField()
    ends = models.DateField(help_text="The last day of it.")
    because = models.CharField(max_length=200, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_cover_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["person", "starts", "ends"], name="cover_by_person")]

    def __str__(self):
        return f"{self.name} covering {self.post.short_name}"
