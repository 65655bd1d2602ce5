from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ImprovementConfig(AppConfig):
    name = "improvement"

    def ready(self):
        from improvement.record import triggers

        # Once after each migrate, not once for every app in it.
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="keep_record")
