# target: ruby-mail
# package: ruby-mail
# needs: /usr/lib/ruby/vendor_ruby/mail.rb
# shellcheck shell=sh

cp "$SETTINGS/settings" send.rb
cat >> send.rb <<'SEND'

Mail.deliver { from ENV["ADDRESS"]; to ENV["ADDRESS"]; subject "Test"; body "Test" }
SEND
ruby send.rb
