# target: nodemailer
# package: node-nodemailer
# needs: /usr/share/nodejs/nodemailer /usr/bin/node
# shellcheck shell=sh

# It does not try IPv4 where a machine has only a loopback, as here.
cat > send.js <<'SEND'
require("os").networkInterfaces = () => ({ eth0: [{ family: "IPv4", internal: false, address: "192.0.2.1" }] });
const nodemailer = require("nodemailer");
SEND
cat "$SETTINGS/settings" >> send.js
cat >> send.js <<'SEND'
transporter.sendMail({ to: process.env.ADDRESS, subject: "Test", text: "Test" }).catch((error) => {
  console.error(error);
  process.exit(1);
});
SEND
NODE_PATH=/usr/share/nodejs node send.js
