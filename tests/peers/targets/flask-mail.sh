# target: flask-mail
# package: python3-flask-mail
# needs: /usr/lib/python3/dist-packages/flask_mail.py
# refuses: would not read it as it is written
# shellcheck shell=sh

cp "$SETTINGS/config.py" mail_config.py
cat > send.py <<'SEND'
import os
from flask import Flask
from flask_mail import Mail

app = Flask("demo")
app.config.from_pyfile(os.getcwd() + "/mail_config.py")
with app.app_context():
    Mail(app).send_message("Test", recipients=[os.environ["ADDRESS"]], body="Test")
SEND
python3 send.py
