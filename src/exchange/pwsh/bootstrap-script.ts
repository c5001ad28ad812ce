import { cmdlets } from '../invocation.ts'

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/**
 * What PowerShell runs for as long as we live: one line of JSON in, one line of JSON out. It holds no value of anybody's: the first line says
 * where to sign in, and every later one names a cmdlet of a fixed list and its parameters, which are bound as values and never become text of a
 * script. Everything that a cmdlet writes elsewhere is kept away from the output.
 *
 * in:  {"connect":{…}}                       out: {"ready":true} or {"ready":false,"error":{"type":…,"message":…}}
 * in:  {"id":1,"cmdlet":…,"parameters":{…},"select":[…]}
 *                                            out: {"id":1,"items":[…],"warnings":[…]} or {"id":1,"error":{…},"warnings":[…]}
 */
export const bootstrapScript = `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
[Console]::InputEncoding = [Text.UTF8Encoding]::new($false)
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$known = @(${quoted([...cmdlets.read, ...cmdlets.write])})

function Send($value) {
  [Console]::Out.WriteLine((ConvertTo-Json -InputObject $value -Depth 6 -Compress))
  [Console]::Out.Flush()
}

function ErrorOf($record) {
  $inner = $record.Exception
  while ($inner.InnerException) { $inner = $inner.InnerException }
  $type = if ($record.CategoryInfo.Reason) { $record.CategoryInfo.Reason } else { $inner.GetType().FullName }
  $message = $record.Exception.Message
  if ($message -match '^Ex\\w+\\|([\\w.]+)\\|(.*)$') { $type = $Matches[1]; $message = $Matches[2] }
  @{ type = $type; message = $message }
}

function CertificateOf($connect) {
  $pem = if ($connect.password) {
    [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromEncryptedPemFile($connect.certificate, $connect.password)
  } else {
    [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile($connect.certificate)
  }
  # Windows cannot sign with a key that lives in memory alone.
  $pfx = $pem.Export([Security.Cryptography.X509Certificates.X509ContentType]::Pfx)
  [Security.Cryptography.X509Certificates.X509Certificate2]::new($pfx)
}

# What makes sense in JSON: values as they are, everything else as its text.
function Plain($value) {
  if ($null -eq $value -or $value -is [bool] -or $value -is [int] -or $value -is [long]) { return $value }
  if ($value -is [string]) { return $value }
  if ($value -is [Collections.IEnumerable]) { return ,@($value | ForEach-Object { "$_" }) }
  "$value"
}

function ItemOf($result, $select) {
  $names = if ($select) { $select } else { $result.PSObject.Properties.Name }
  $item = [ordered]@{}
  foreach ($name in $names) {
    $property = $result.PSObject.Properties[$name]
    if ($property) { $item[$name] = Plain $property.Value }
  }
  $item
}

function Run($call) {
  $warnings = @()
  try {
    if ($call.cmdlet -notin $known) { throw "The cmdlet $($call.cmdlet) is not one of those that are used." }
    $parameters = @{}
    foreach ($entry in $call.parameters.GetEnumerator()) {
      $value = $entry.Value
      if ($value -is [Collections.IDictionary]) {
        $change = @{}
        foreach ($part in $value.GetEnumerator()) { $change[$part.Key] = @($part.Value) }
        $value = $change
      }
      $parameters[$entry.Key] = $value
    }
    $command = $call.cmdlet
    $results = @(& $command @parameters -WarningVariable warnings -WarningAction SilentlyContinue)
    $items = @($results | Where-Object { $null -ne $_ } | ForEach-Object { ItemOf $_ $call.select })
    Send @{ id = $call.id; items = $items; warnings = @($warnings | ForEach-Object { "$_" }) }
  } catch {
    Send @{ id = $call.id; error = (ErrorOf $_); warnings = @($warnings | ForEach-Object { "$_" }) }
  }
}

try {
  $connect = ([Console]::In.ReadLine() | ConvertFrom-Json -AsHashtable).connect
  Import-Module ExchangeOnlineManagement -MinimumVersion 3.0.0
  $session = @{
    AppId = $connect.client
    Organization = $connect.organization
    Certificate = CertificateOf $connect
    ExchangeEnvironmentName = $connect.environment
    CommandName = $known
    ShowBanner = $false
    ShowProgress = $false
    SkipLoadingFormatData = $true
  }
  Connect-ExchangeOnline @session | Out-Null
  Send @{ ready = $true }
} catch {
  Send @{ ready = $false; error = (ErrorOf $_) }
  exit 1
}

# The end of the input is the end of whoever started this.
while ($null -ne ($line = [Console]::In.ReadLine())) {
  if ($line) { Run ($line | ConvertFrom-Json -AsHashtable) }
}
Disconnect-ExchangeOnline -Confirm:$false | Out-Null
`
