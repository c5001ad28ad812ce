import { describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/commands/index.ts'
import { parseCommandLine } from '../../src/cli/parse-command-line.ts'

const requestOf = async (line: string): Promise<object> => {
  const parsed = await parseCommandLine(line.split(' '), '1.2.3')
  if (parsed.asks !== 'request') throw new Error('no request')
  return parsed.request
}

const usageOf = async (...argv: readonly string[]): Promise<string> => {
  const fault = await parseCommandLine(argv, '1.2.3').then(
    () => null,
    (thrown: { readonly code: string; readonly message: string; readonly hint: string }) => thrown,
  )
  expect(fault?.code).toBe('cli/usage')
  return `${fault?.message} ${fault?.hint}`
}

describe('a command line', () => {
  test.each([
    [
      'onboard hires.csv',
      { do: 'run', playbook: 'onboard', inputs: ['hires.csv'], dryRun: false, yes: false, out: null },
    ],
    ['onboard a.yaml b.csv --dry-run', { do: 'run', inputs: ['a.yaml', 'b.csv'], dryRun: true }],
    ['onboard - --yes', { do: 'run', inputs: ['-'], yes: true }],
    ['onboard a.yaml - --out plan.json', { do: 'run', inputs: ['a.yaml', '-'], out: 'plan.json' }],
    ['onboard -- --yes -', { do: 'run', inputs: ['--yes', '-'], yes: false }],
    ['onboard 00123 1e5', { do: 'run', inputs: ['00123', '1e5'] }],
    ['plan onboard a.yaml --out p.json', { do: 'plan', playbook: 'onboard', inputs: ['a.yaml'], out: 'p.json' }],
    ['apply p.json', { do: 'apply', plan: 'p.json' }],
    ['runs', { do: 'runs.list' }],
    ['runs list', { do: 'runs.list' }],
    ['runs show 20261122-63c3ee82', { do: 'runs.show', run: '20261122-63c3ee82' }],
    ['resume 20261122-63c3ee82', { do: 'resume', run: '20261122-63c3ee82' }],
    ['retry 20261122-63c3ee82', { do: 'retry', run: '20261122-63c3ee82' }],
    ['check', { do: 'check', playbooks: [] }],
    ['steps ad.groups', { do: 'steps', verb: 'ad.groups' }],
    ['explain', { do: 'explain', code: null }],
    ['permissions onboard', { do: 'permissions', playbooks: ['onboard'] }],
    [
      'practice start --ldap-port 3636 --people 20 --roles User.Read.All,Group.Read.All',
      { do: 'practice.start', ldapPort: 3636, graphPort: 0, people: 20, roles: ['User.Read.All', 'Group.Read.All'] },
    ],
    ['practice reset --state elsewhere', { do: 'practice.reset', state: 'elsewhere' }],
  ])('%s', async (line, request) => {
    expect(await requestOf(line)).toMatchObject(request)
  })

  test('has the options that every command has', async () => {
    const words =
      'onboard a.yaml --config j.yaml --practice --json --quiet --no-color --log-level debug --detailed-exitcode'

    expect(await parseCommandLine(words.split(' '), '1.2.3')).toMatchObject({
      options: {
        config: 'j.yaml',
        practice: true,
        json: true,
        quiet: true,
        color: false,
        logLevel: 'debug',
        detailedExitcode: true,
      },
    })
  })

  test.each([
    [[], 'say which playbook or command'],
    [['apply'], 'something is missing after "apply"'],
    [['apply', 'a.json', 'b.json'], '"b.json" is one word too many'],
    [
      ['onboard', 'a.yaml', '--practise'],
      'the option --practise is not known here. Nothing was changed. Did you mean --practice?',
    ],
    [['onboard', 'a.yaml', '-z'], 'the option -z is not known here'],
    [['onboard', 'a.yaml', '--config'], '--config lacks its value'],
    [['onboard', 'a.yaml', '--out='], 'out is empty'],
    [['onboard', 'a.yaml', '--config', 'a', '--config', 'b'], 'config is given twice'],
    [
      ['practice', 'stat'],
      '<what> is one of start, reset, show, advance, not "stat". Nothing was changed. Did you mean start?',
    ],
    [['feed', 'snyc'], '"feed snyc" is no command. Nothing was changed. Did you mean sync?'],
    [['practice', 'start', '--ldap-port', '70000'], '--ldap-port takes a whole number from 0 to 65535, not "70000"'],
    [['runs', 'show'], 'runs show needs the id of a run'],
  ])('%j is not understood', async (argv, problem) => {
    expect(await usageOf(...argv)).toContain(problem)
  })

  test('--help lists every command', async () => {
    const help = await parseCommandLine(['--help'], '1.2.3')

    const listed =
      help.asks === 'text'
        ? [...help.text.matchAll(/^ {2}joinery ([a-z]+)(?: [[<].*)? {2}/gm)].map(([, name]) => name)
        : []
    expect(listed).toEqual(commandNames)
  })
})
