import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cronLine, fitsCron } from '../../src/lifecycle/install/cron-line.ts'
import type { InstallSettings } from '../../src/lifecycle/install/install-settings.ts'
import { systemdFiles } from '../../src/lifecycle/install/systemd-files.ts'
import { taskXml } from '../../src/lifecycle/install/task-xml.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const odd = `/srv/IT's 100% "own" $HOME/ü & <co>`

const settings = (more: Partial<InstallSettings> = {}): InstallSettings => ({
  command: [process.execPath, '/opt/joinery/bin.ts', 'schedule', 'work', '--once', '--config', `${odd}/joinery.yaml`],
  folder: '/srv/joinery',
  minutes: 5,
  serves: false,
  variables: ['AD_PASSWORD'],
  secretFiles: ['/etc/joinery/app.key'],
  usesKeyring: false,
  ...more,
})

const analyze = '/usr/bin/systemd-analyze'

const textOf = (files: readonly { readonly name: string; readonly text: string }[], name: string): string =>
  files.find((file) => file.name === name)?.text ?? ''

/** What ExecStart means to systemd, by its rules of quoting. */
const execWords = (service: string): readonly string[] => {
  const line = /^ExecStart=(.*)$/m.exec(service)?.[1] ?? ''
  return [...line.matchAll(/"((?:\\.|[^"\\])*)"/g)].map(([, word = '']) =>
    word.replace(/\\(.)/g, '$1').replaceAll('%%', '%').replaceAll('$$', '$'),
  )
}

describe('systemd', () => {
  test.each([
    ['service and timer', false],
    ['a service that goes on', true],
  ])('finds %s well-formed', (_what, serves) => {
    const folder = temporaryFolder()
    const { files } = systemdFiles(settings({ folder, serves }))
    for (const { name, text } of files) writeFileSync(join(folder, name), text)
    if (!existsSync(analyze)) return expect(textOf(files, 'joinery.service')).toContain('[Service]')

    const paths = files.map(({ name }) => join(folder, name))
    const { stdout, stderr } = spawnSync(analyze, ['verify', '--man=no', ...paths], { encoding: 'utf8' })

    const ours = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('joinery'))
    expect(ours).toEqual([])
  })

  test('is given the words of the command as they are, and secrets by reference alone', () => {
    const service = textOf(systemdFiles(settings()).files, 'joinery.service')

    expect(execWords(service)).toEqual(settings().command)
    expect(service).toContain('EnvironmentFile=/etc/joinery/joinery.env')
    expect(service).not.toMatch(/AD_PASSWORD=/)
  })
})

describe('cron', () => {
  test('runs the command with its words as they are', () => {
    const { files } = cronLine(settings({ command: ['printf', '%s\\n', odd], folder: '/tmp', variables: [] }))
    const line = textOf(files, 'joinery.cron').trimEnd()
    expect(line.startsWith('*/5 * * * * ')).toBe(true)
    expect(line.replaceAll('\\%', '')).not.toContain('%')

    const command = line.split(' ').slice(5).join(' ').replaceAll('\\%', '%')
    expect(spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout).toBe(`${odd}\n`)
  })

  test.each([
    [1, true],
    [7, false],
    [30, true],
    [60, true],
    [90, false],
    [120, true],
    [300, false],
  ])('can do every %d minutes evenly: %s', (minutes, fits) => {
    expect(fitsCron(minutes)).toBe(fits)
  })
})

describe('the Task Scheduler', () => {
  const windows = settings({
    command: [
      'C:\\Program Files\\nodejs\\node.exe',
      'C:\\Program Files\\Joinery\\bin.js',
      'schedule',
      '--config',
      'D:\\Größe & <Co>\\joinery.yaml',
    ],
    folder: 'D:\\Größe & <Co>\\',
  })

  test('is given well-formed XML in ASCII, with the words of the command quoted', () => {
    const xml = textOf(taskXml(windows).files, 'joinery.xml')
    expect(xml).toMatch(/^[\x20-\x7e\n]+$/)
    const script =
      'import sys,xml.etree.ElementTree as e;t=e.fromstring(sys.stdin.read());n="{http://schemas.microsoft.com/windows/2004/02/mit/task}";print("\\n".join(t.find(".//"+n+k).text for k in ("Command","Arguments","WorkingDirectory")))'
    const { stdout, stderr } = spawnSync('python3', ['-c', script], {
      input: xml,
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf8' },
    })

    expect(stdout.trimEnd().split('\n'), stderr).toEqual([
      'C:\\Program Files\\nodejs\\node.exe',
      '"C:\\Program Files\\Joinery\\bin.js" schedule --config "D:\\Größe & <Co>\\joinery.yaml"',
      'D:\\Größe & <Co>\\',
    ])
  })

  test('is told where secrets lie, and no secret', () => {
    const { files, steps } = taskXml(windows)
    expect(textOf(files, 'joinery.xml')).not.toContain('AD_PASSWORD')
    expect(steps.join(' ')).toContain('AD_PASSWORD')
  })
})
