"""Bars as paper shows them: the screen's own, in a picture that says its font, as no sheet reaches it."""

from django import template

from improvement.bars import bar

register = template.Library()


@register.inclusion_tag("print/_bar.html")
def printed_theme_bar(theme, standing):
    """One theme's actions by rating; a length stands for one action in every row."""
    longest = max((theme.total for theme in standing.themes), default=1)
    return {"bar": bar(f"theme-{theme.theme_id}", theme.counts, longest, standing.labels), "height": 26}


@register.inclusion_tag("print/_bar.html")
def printed_finding_bar(finding, standing):
    """What makes up the actions that claim a finding, over the whole width."""
    made = bar(f"finding-{finding.reference}", finding.counts, max(finding.total, 1), standing.labels)
    return {"bar": made, "strip": True, "height": 14}
