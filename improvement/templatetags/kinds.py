"""A filter for pages that show the record."""

from django import template

from improvement.kinds import words_for

register = template.Library()
register.filter("kind_words", words_for)
