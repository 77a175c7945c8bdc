"""People for tests."""

import factory
from factory.django import DjangoModelFactory

from sumvay.accounts.models import User


class PersonFactory(DjangoModelFactory):
    """Somebody with an e-mail address and a phone, who may sign in with the password `mật khẩu thử`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    full_name = factory.Sequence(lambda n: f"Nguyễn Thị Thử {n}")
    email = factory.Sequence(lambda n: f"nguoi{n}@example.vn")
    phone = factory.Sequence(lambda n: f"+8491{n:07d}")
    password = "mật khẩu thử"

    @classmethod
    def _create(cls, model_class, *args, password, **kwargs):
        user = model_class(**kwargs)
        user.set_password(password)
        user.save()
        return user


class OperatorFactory(PersonFactory):
    """Somebody who runs the machine and may everything."""

    is_staff = True
    is_superuser = True
