"""Those whom tests about posts ask for."""

import pytest

from improvement import roles
from improvement.models import Post, User
from improvement.services import people as people_services
from tests import builders


@pytest.fixture
def director(people, plan) -> Post:
    return Post.objects.get(slug="director")


@pytest.fixture
def deputy(people, today) -> User:
    """Another lead, who holds nothing yet."""
    by = builders.system(today)
    return people_services.invite("deputy@council.example", "Dee Deputy", roles.LEAD, by=by, on=today)
