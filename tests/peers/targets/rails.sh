# target: rails
# variant: file
# package: ruby-railties
# needs: /usr/share/doc/ruby-railties /usr/share/doc/ruby-actionmailer
# shellcheck shell=sh

# An application with nothing but Action Mailer; its railtie hands the settings on as in every application.
mkdir -p config/initializers
cp "$SETTINGS/smtp.rb" config/initializers/smtp.rb
cat > send.rb <<'SEND'
require "logger"
require "rails"
require "action_mailer/railtie"

class TestApplication < Rails::Application
  config.root = Dir.pwd
  config.eager_load = false
  config.logger = Logger.new(nil)
end
Rails.application.initialize!

class TestMailer < ActionMailer::Base
  def test(address)
    mail(to: address, subject: "Test", body: "Test")
  end
end
TestMailer.test(ENV["ADDRESS"]).deliver_now
SEND
RAILS_ENV=production SECRET_KEY_BASE=test ruby send.rb
