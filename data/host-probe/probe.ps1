# Postern host probe: shows what this computer can reach of a mail server. It signs in nowhere and knows no password.
# Run it where the mail will be sent from, then copy its whole output back to Postern.
$HostName = {{host}}
$Ports = {{ports}}

$Seconds = 8

function Say($Name, $Value) {
  $Text = ([string]$Value -replace '[^\x20-\x7e]+', ' ').Trim()
  if ($Text.Length -gt 400) { $Text = $Text.Substring(0, 400) }
  Write-Output "${Name}: $Text"
}

# One byte at a time, so that nothing of what follows STARTTLS is read too early.
function Read-Line($Stream) {
  $Bytes = New-Object System.Collections.Generic.List[byte]
  while ($Bytes.Count -lt 1024) {
    $Byte = $Stream.ReadByte()
    if ($Byte -lt 0 -or $Byte -eq 10) { break }
    if ($Byte -ne 13) { $Bytes.Add([byte]$Byte) }
  }
  return [System.Text.Encoding]::ASCII.GetString($Bytes.ToArray())
}

function Read-Reply($Stream) {
  $Lines = @()
  for ($i = 0; $i -lt 40; $i++) {
    $Line = Read-Line $Stream
    if ($Line -eq '') { break }
    $Lines += $Line
    if ($Line.Length -lt 4 -or $Line[3] -ne '-') { break }
  }
  return , $Lines
}

function Send-Command($Stream, $Command) {
  $Bytes = [System.Text.Encoding]::ASCII.GetBytes("$Command`r`n")
  $Stream.Write($Bytes, 0, $Bytes.Length)
  $Stream.Flush()
}

function Get-Names($Certificate) {
  $Extension = $Certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.17' } | Select-Object -First 1
  if ($null -eq $Extension) { return '' }
  return ($Extension.Format($false) -replace '(DNS Name=|DNS:|IP Address=|IP Address:)', '')
}

# Takes any certificate, says which one it is, and whether this computer would trust it.
function Say-Encryption($Stream) {
  $script:Faults = 'None'
  $Check = [System.Net.Security.RemoteCertificateValidationCallback] {
    param($Sender, $Certificate, $Chain, $Errors)
    $script:Faults = [string]$Errors
    return $true
  }
  $Tls = New-Object System.Net.Security.SslStream($Stream, $false, $Check)
  $Tls.AuthenticateAsClient($HostName)
  Say 'tls' "$($Tls.SslProtocol) $($Tls.CipherAlgorithm)"
  $Certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2($Tls.RemoteCertificate)
  Say 'subject' $Certificate.Subject
  Say 'names' (Get-Names $Certificate)
  Say 'issuer' $Certificate.Issuer
  Say 'valid-from' $Certificate.NotBefore.ToUniversalTime().ToString('yyyy-MM-dd')
  Say 'valid-until' $Certificate.NotAfter.ToUniversalTime().ToString('yyyy-MM-dd')
  if ($script:Faults -eq 'None') { Say 'trusted' 'yes' } else { Say 'trusted' "no: $($script:Faults)" }
  $script:Encrypted = $Tls
}

function Say-Dialogue($Stream) {
  Say 'greeting' ((Read-Reply $Stream) -join ' ')
  Send-Command $Stream 'EHLO postern-probe'
  $script:Offer = Read-Reply $Stream
  foreach ($Line in $script:Offer) { Say 'ehlo' $Line }
}

function Talk($Stream, $Kind) {
  if ($Kind -eq 'tls') {
    Say-Encryption $Stream
    Say-Dialogue $script:Encrypted
    Send-Command $script:Encrypted 'QUIT'
    return
  }
  Say-Dialogue $Stream
  if (-not ($script:Offer -match '^250[- ]STARTTLS')) {
    Say 'starttls' 'no'
    return
  }
  Say 'starttls' 'yes'
  Send-Command $Stream 'STARTTLS'
  $Ready = (Read-Reply $Stream) -join ' '
  if ($Ready.StartsWith('220')) { Say-Encryption $Stream } else { Say 'tls' "failed: $Ready" }
}

function Get-Failure($Failure) {
  $Inner = $Failure.GetBaseException()
  if ($Inner -isnot [System.Net.Sockets.SocketException]) { return 'failed' }
  switch ([string]$Inner.SocketErrorCode) {
    'ConnectionRefused' { return 'refused' }
    'TimedOut' { return 'timed-out' }
    'HostNotFound' { return 'no-name' }
    default { return 'failed' }
  }
}

function Test-MailPort($Port, $Kind) {
  Say 'port' $Port
  Say 'kind' $Kind
  $Client = New-Object System.Net.Sockets.TcpClient
  try {
    if (-not $Client.ConnectAsync($HostName, [int]$Port).Wait(5000)) {
      Say 'connect' 'timed-out'
      return
    }
  } catch {
    Say 'connect' (Get-Failure $_.Exception)
    Say 'error' $_.Exception.GetBaseException().Message
    return
  }
  Say 'connect' 'ok'
  $Client.ReceiveTimeout = $Seconds * 1000
  $Client.SendTimeout = $Seconds * 1000
  try {
    Talk $Client.GetStream() $Kind
  } catch {
    Say 'tls' "failed: $($_.Exception.GetBaseException().Message)"
  } finally {
    $Client.Close()
  }
}

Write-Output '-----BEGIN POSTERN HOST PROBE-----'
Say 'version' '1'
Say 'host' $HostName
Say 'from' "PowerShell $($PSVersionTable.PSVersion)"
Say 'time' ([DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ'))
foreach ($Entry in $Ports) { Test-MailPort ($Entry.Split(':')[0]) ($Entry.Split(':')[1]) }
Write-Output '-----END POSTERN HOST PROBE-----'
