from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ImprovementConfig(AppConfig):
    name = "improvement"

    def ready(self):
        from improvement.record import triggers

        post_migrate.connect(triggers.install, dispatch_uid="keep_record")
