"""Who can log in, one factory per role."""

import factory
from django.contrib.auth.models import Group

from core.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with an account and no permission at all."""

    username = factory.Sequence(lambda number: f"person-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.se")
    password = factory.django.Password("hemligt")

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        administrator = factory.Trait(is_superuser=True, is_staff=True)

    @factory.post_generation
    def groups(self, create: bool, extracted: tuple[str, ...] | None, **kwargs: object) -> None:
        """Put the user in the groups with these names, such as those of `core.staff.roles.Role`."""
        if create and extracted:
            self.groups.set(Group.objects.filter(name__in=extracted))
