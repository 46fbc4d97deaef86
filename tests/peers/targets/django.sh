# target: django
# package: python3-django
# needs: /usr/lib/python3/dist-packages/django
# refuses: would not read it as it is written
# shellcheck shell=sh

cp "$SETTINGS/settings.py" .
echo 'SECRET_KEY = "test"' >> settings.py
DJANGO_SETTINGS_MODULE=settings PYTHONPATH=. python3 -m django sendtestemail "$ADDRESS"
