import type { HostInstall } from '../../model/schedule-report.ts'
import type { InstallSettings } from './install-settings.ts'

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text in XML, in ASCII alone: so the file means the same in whatever encoding it is read. */
const text = (value: string): string =>
  value
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\x20-\x7e]/gu, (character) => `&#${character.codePointAt(0)};`)

/** An argument as Windows programs split them; a backslash before the closing quote would escape it. */
const argument = (value: string): string =>
  /^[A-Za-z0-9_\-./:\\]+$/.test(value) ? value : `"${value.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`

/** https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema */
const xml = ({ command: [program = '', ...words], folder, minutes }: InstallSettings): string => `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Joinery: goes through what is due for people's accounts</Description>
    <URI>\\Joinery</URI>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT${minutes}M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>Password</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${text(program)}</Command>
      <Arguments>${text(words.map(argument).join(' '))}</Arguments>
      <WorkingDirectory>${text(folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`

/** A task for the Task Scheduler of Windows. */
export const taskXml = (settings: InstallSettings): HostInstall => {
  const { variables, secretFiles, usesKeyring } = settings
  return {
    as: 'task-scheduler',
    files: [{ name: 'joinery.xml', text: xml(settings) }],
    steps: [
      'In PowerShell as administrator, with the account that owns the state folder: Register-ScheduledTask -TaskName Joinery -Xml (Get-Content -Raw joinery.xml) -User CONTOSO\\svc-joinery -Password (Read-Host). The account needs the right to log on as a batch job.',
      ...(variables.length > 0
        ? [
            `The configuration looks for ${variables.join(', ')} in the environment, which every program of the account can read. Better: { vault: … }, { keyring: … } or { file: … } that only the account may read.`,
          ]
        : []),
      ...(secretFiles.length > 0 ? [`${secretFiles.join(', ')}: readable by that account alone.`] : []),
      ...(usesKeyring ? ['Store the secrets in the Credential Manager while signed in as that account.'] : []),
      'See what it does: Get-ScheduledTaskInfo Joinery; joinery schedule list',
    ],
  }
}
