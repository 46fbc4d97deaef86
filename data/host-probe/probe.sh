#!/bin/sh
# Postern host probe: shows what this computer can reach of a mail server. It signs in nowhere and knows no password.
# Run it where the mail will be sent from, then copy its whole output back to Postern. It needs curl or openssl.
host={{host}}
ports={{ports}}

LC_ALL=C
export LC_ALL

say () {
  printf '%s: %s\n' "$1" "$(printf '%s' "$2" | tr -c '[:print:]' ' ' | cut -c 1-400 | sed 's/ *$//')"
}

has () {
  command -v "$1" >/dev/null 2>&1
}

limit () {
  if has timeout; then
    timeout 15 "$@"
  else
    "$@"
  fi
}

case $host in
  *:*) address="[$host]" ;;
  *) address=$host ;;
esac

# name_failure WORDS
name_failure () {
  case $1 in
    *[Rr]efused*) echo refused ;;
    *"timed out"* | *timeout* | *"Timeout"*) echo timed-out ;;
    *"resolve host"* | *"not known"*) echo no-name ;;
    *) echo failed ;;
  esac
}

# say_dialogue WHAT-CURL-SAID KIND: what the server said before the encryption, or all of it where that comes first.
say_dialogue () {
  said=$(printf '%s\n' "$1" | tr -d '\r' | sed -n '/^> STARTTLS/q; /^> NOOP/q; /^< /p' | sed 's/^< //')
  say greeting "$(printf '%s\n' "$said" | sed -n '/^220/{p;q;}')"
  printf '%s\n' "$said" | grep '^250' | head -n 40 | while IFS= read -r line; do
    say ehlo "$line"
  done
  if [ "$2" = starttls ]; then
    if printf '%s\n' "$said" | grep -qi '^250[- ]STARTTLS'; then
      say starttls yes
    else
      say starttls no
    fi
  fi
}

# connect PORT KIND: by curl.
connect () {
  scheme=smtp
  [ "$2" = tls ] && scheme=smtps
  url=$scheme://$address:$1/postern-probe
  words=$(curl -q -sS -v -k --ssl --noproxy '*' --connect-timeout 5 --max-time 15 -X NOOP "$url" 2>&1 </dev/null)
  if printf '%s\n' "$words" | grep -q -e '^\* *Connected to' -e '^< '; then
    say connect ok
    say_dialogue "$words" "$2"
    has openssl || say_encryption "$words" "$url"
    return 0
  fi
  error=$(printf '%s\n' "$words" | sed -n 's/^curl: //p' | tail -n 1)
  say connect "$(name_failure "$words")"
  say error "$error"
  return 1
}

# say_encryption WHAT-CURL-SAID ADDRESS: less than openssl knows, for where it is missing. Only curl's own check tells
# whether it is the right server.
say_encryption () {
  tls=$(printf '%s\n' "$1" | sed -n 's/^\* *SSL connection using //p' | head -n 1)
  if [ -z "$tls" ]; then
    say tls "failed: $(printf '%s\n' "$1" | sed -n 's/^curl: //p' | tail -n 1)"
    return
  fi
  say tls "$tls"
  if checked=$(curl -q -sS --ssl-reqd --noproxy '*' --connect-timeout 5 --max-time 15 -X NOOP "$2" 2>&1 </dev/null); then
    say names "$host"
    say trusted yes
    return
  fi
  case $checked in
    *"subject name"* | *"not match"*)
      say subject "$(printf '%s\n' "$1" | sed -n 's/^\* *subject: //p' | head -n 1)"
      say issuer "$(printf '%s\n' "$1" | sed -n 's/^\* *issuer: //p' | head -n 1)"
      ;;
  esac
  say trusted "no: $checked"
}

# say_certificate WHAT-OPENSSL-SAID
say_certificate () {
  certificate=$(printf '%s\n' "$1" | sed -n '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p')
  if [ -z "$certificate" ]; then
    say tls "failed: $(printf '%s\n' "$1" | grep -i error | head -n 1)"
    return
  fi
  say tls "$(printf '%s\n' "$1" | sed -n 's/^New, \(TLS[^,]*\), Cipher is \(.*\)/\1 \2/p' | head -n 1)"
  text=$(printf '%s\n' "$certificate" | openssl x509 -noout -text 2>/dev/null)
  printf '%s\n' "$certificate" | openssl x509 -noout -subject -issuer -startdate -enddate 2>/dev/null |
    sed -e 's/^subject= */subject: /' -e 's/^issuer= */issuer: /' -e 's/^notBefore=/valid-from: /' \
      -e 's/^notAfter=/valid-until: /' | tr -cd '[:print:]\n' | cut -c 1-400
  say names "$(printf '%s\n' "$text" | grep -e DNS: -e 'IP Address:' | head -n 1 |
    sed -e 's/DNS://g' -e 's/IP Address://g' -e 's/^ *//')"
  code=$(printf '%s\n' "$1" | sed -n 's/.*Verify return code: //p' | head -n 1)
  case $code in
    '0 (ok)') say trusted yes ;;
    *) say trusted "no: $code" ;;
  esac
}

# encrypt PORT KIND: by openssl. Connects by itself where there is no curl.
encrypt () {
  starttls=
  [ "$2" = starttls ] && starttls='-starttls smtp'
  # shellcheck disable=SC2086 # two words, or none
  words=$(limit openssl s_client $starttls -connect "$address:$1" -servername "$host" 2>&1 </dev/null)
  status=$?
  if ! has curl; then
    case $words in
      *CONNECTED*) say connect ok ;;
      *)
        [ "$status" = 124 ] && words='timed out'
        say connect "$(name_failure "$words")"
        return
        ;;
    esac
  fi
  say_certificate "$words"
}

# probe PORT KIND
probe () {
  say port "$1"
  say kind "$2"
  if has curl && ! connect "$1" "$2"; then
    return
  fi
  if has openssl; then
    encrypt "$1" "$2"
  fi
}

echo '-----BEGIN POSTERN HOST PROBE-----'
say version 1
say host "$host"
say from "sh $(uname -s 2>/dev/null)"
say time "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
if has curl || has openssl; then
  for port in $ports; do
    probe "${port%:*}" "${port#*:}"
  done
else
  say error 'Neither curl nor openssl is installed.'
fi
echo '-----END POSTERN HOST PROBE-----'
