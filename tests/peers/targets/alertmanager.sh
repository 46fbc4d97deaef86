# target: alertmanager
# package: prometheus-alertmanager
# unpacked: alertmanager
# daemon: yes
# shellcheck shell=sh

cp "$SETTINGS/alertmanager.yml" "$SETTINGS/smtp_password" /etc/prometheus/
cat >> /etc/prometheus/alertmanager.yml <<RECEIVER
route:
  receiver: mail
  group_wait: 0s
receivers:
- name: mail
  email_configs:
  - to: $ADDRESS
RECEIVER
prometheus-alertmanager --config.file=/etc/prometheus/alertmanager.yml --storage.path="$PWD/data" \
  --web.listen-address=127.0.0.1:9093 --cluster.listen-address= &
until amtool alert add test --alertmanager.url=http://localhost:9093; do
  kill -0 $!
  sleep 0.1
done
wait
