"""What the page frame asks for: base.html alone loads these."""

from django import template

from improvement import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def main_navigation(context):
    """Entries of the main navigation for whoever is signed in; none for anybody else."""
    user, request = context.get("user"), context.get("request")
    if not user or not user.is_authenticated or not request:
        return []
    return navigation.main_items(user.role_names, request.path)


@register.simple_tag
def footer_links():
    return navigation.foot_links()
