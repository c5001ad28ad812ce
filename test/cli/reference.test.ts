import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faults } from '../../src/model/faults/index.ts'
import type { StepEntry } from '../../src/model/reference.ts'
import { steps } from '../../src/steps/catalogue.ts'
import { practiceYaml } from '../support/practice-world.ts'
import { type JoineryEnd, runJoinery } from '../support/run-joinery.ts'
import { root } from '../support/source-files.ts'
import { spawnJoinery } from '../support/spawn-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const joinery = (...argv: readonly string[]): Promise<JoineryEnd> => runJoinery(argv, { cwd: temporaryFolder() })

describe('joinery steps', () => {
  test('lists every verb in a line', async () => {
    const { code, stdout } = await joinery('steps')

    expect(code).toBe(0)
    expect(stdout.match(/^[a-z]+\.[a-z]+ +\S/gm)).toHaveLength(steps.size)
  })

  test('shows one with its input, what it gives to later steps, and examples that can be copied', async () => {
    const { stdout } = await joinery('steps', 'ad.groups')

    expect(stdout).toMatch(/^ad\.groups {2}.*\nInput\n {2}add {13}\S.*\nExamples\n {2}# .*\n {2}- ad\.groups: /s)
  })

  test('gives a JSON Schema for each with --json', async () => {
    const { stdout } = await joinery('steps', '--json')

    const all = JSON.parse(stdout) as readonly StepEntry[]
    expect(all.map(({ verb }) => verb)).toEqual([...steps.keys()])
    for (const { input, examples } of all) {
      expect(input).toMatchObject({ type: expect.anything() })
      expect(examples.length).toBeGreaterThan(0)
    }
  })

  test('guesses what was meant by a verb it does not have', async () => {
    const { code, stderr } = await joinery('steps', 'ad.grups')

    expect(code).toBe(64)
    expect(stderr).toContain('Did you mean ad.groups?')
  })
})

describe('joinery explain', () => {
  test('knows every fault there is', async () => {
    const { stdout } = await joinery('explain', '--json')

    expect((JSON.parse(stdout) as { code: string }[]).map(({ code }) => code)).toEqual(Object.keys(faults).sort())
  })

  test('says what a fault means and what to do', async () => {
    const { code, stdout } = await joinery('explain', 'ad/name-taken')

    expect(code).toBe(0)
    expect(stdout).toMatch(/^The name is taken in Active Directory \(ad\/name-taken\)\n\n\S.*\n\nWhat to do: \S/)
  })

  test('guesses what was meant by a code it does not have', async () => {
    const { code, stderr } = await joinery('explain', 'ad/nametaken')

    expect(code).toBe(64)
    expect(stderr).toContain('Did you mean ad/name-taken?')
  })
})

describe('joinery permissions', () => {
  test('lists what a playbook needs and nothing that reaches further', async () => {
    const { code, stdout } = await joinery('permissions', 'onboard', '--json')

    expect(code).toBe(0)
    const { ad, graph } = JSON.parse(stdout) as { ad: string[]; graph: string[] }
    expect(ad).toEqual(
      expect.arrayContaining([expect.stringMatching(/member of Group/), expect.stringMatching(/[Rr]eset password/)]),
    )
    expect(graph).toEqual(expect.arrayContaining(['GroupMember.ReadWrite.All', 'LicenseAssignment.ReadWrite.All']))
    expect(graph.filter((scope) => /^(Directory|RoleManagement|Application)\..*ReadWrite/.test(scope))).toEqual([])
  })

  test('names a system only where the organisation has it', async () => {
    const cwd = temporaryFolder()
    writeFileSync(
      join(cwd, 'joinery.yaml'),
      'organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }\nad: practice\n',
    )

    const { stdout } = await runJoinery(['permissions', '--json'], { cwd })

    expect(JSON.parse(stdout)).toMatchObject({ graph: [] })
  })
})

describe('joinery check', () => {
  /** A folder with the playbooks that come along, to be spoilt. */
  const house = (): { readonly cwd: string; spoil(file: string, from: string, to: string): void } => {
    const cwd = temporaryFolder()
    cpSync(join(root, 'playbooks'), join(cwd, 'playbooks'), { recursive: true })
    return {
      cwd,
      spoil(file, from, to) {
        const path = join(cwd, 'playbooks', file)
        const text = readFileSync(path, 'utf8')
        expect(text).toContain(from)
        writeFileSync(path, text.replace(from, to))
      },
    }
  }

  test('finds nothing wrong with what comes along', async () => {
    const { code, stdout } = await runJoinery(['check'], { cwd: house().cwd })

    expect(code).toBe(0)
    expect(stdout).toMatch(/^onboard: \d+ steps, no findings$/m)
  })

  test('tells everything that is wrong at once, each with file, line and column and what was meant', async () => {
    const { cwd, spoil } = house()
    spoil('onboard/playbook.yaml', 'ad.groups:', 'ad.grups:')
    spoil('onboard/playbook.yaml', '${{ person.title }}', '${{ person.titel }}')
    spoil('onboard/playbook.yaml', '{ within: 40m }', '{ within: forty minutes }')
    spoil('shared/roles.yaml', 'cloudGroups', 'cloudGroup')
    spoil('shared/naming.yaml', 'given + "." + surname', 'given + 1')

    const { code, stdout } = await runJoinery(['check'], { cwd })

    expect(code).toBe(65)
    for (const place of [
      /^playbooks\/onboard\/playbook\.yaml:\d+:\d+ /m,
      /^playbooks\/shared\/roles\.yaml:\d+:\d+ /m,
      /^playbooks\/shared\/naming\.yaml:\d+:\d+ /m,
    ])
      expect(stdout).toMatch(place)
    expect(stdout).toContain('ad.groups')
    expect(stdout).toContain('title')
    expect(stdout).toMatch(/\n\d findings/)
  })

  test('--online looks every OU, group and licence of roles.yaml up, and tells those that are not there with their place', async () => {
    const { cwd, spoil } = house()
    writeFileSync(join(cwd, 'joinery.yaml'), practiceYaml('hybrid'))
    const sound = await runJoinery(['check', '--online'], { cwd })
    spoil('shared/roles.yaml', '[All Staff]', '[All Staf]')
    spoil('shared/roles.yaml', 'licences: [SPE_E3] }', 'licences: [SPE_E4] }')
    spoil('shared/roles.yaml', 'OU=Legal,OU=Staff', 'OU=Legals,OU=Staff')
    spoil('shared/roles.yaml', 'HR Team', 'Human Resources')

    const { code, stdout } = await runJoinery(['check', '--online'], { cwd })

    expect(sound).toMatchObject({ code: 0, stdout: expect.stringContaining('roles: no findings') })
    expect(code).toBe(65)
    const told = stdout
      .match(/^playbooks\/shared\/roles\.yaml:\d+:\d+ .*$/gm)
      ?.map((line) => /\((.*)\)/.exec(line)?.[1])
    expect(told).toEqual(['plan/unknown-group', 'plan/unknown-licence', 'plan/unknown-group', 'plan/no-such-ou'])
    expect(existsSync(join(cwd, '.joinery'))).toBe(false)
  })

  test('a playbook that is wrong is not run', async () => {
    const { cwd, spoil } = house()
    spoil('onboard/playbook.yaml', '${{ person.title }}', '${{ person.titel }}')

    const { code, stderr } = await runJoinery(['onboard', 'playbooks/onboard/new-hire.yaml', '--practice', '--yes'], {
      cwd,
    })

    expect(code).toBe(65)
    expect(stderr).toMatch(/playbook\.yaml:\d+:\d+ /)
  })
})

describe('a command that is not there', () => {
  test.each([
    ['aply', 'apply'],
    ['reume', 'resume'],
  ])('%s is told from a playbook where there is no configuration either', async (typed, meant) => {
    const { code, stderr } = await joinery(typed, 'x')

    expect(code).toBe(64)
    expect(stderr).toContain(`Did you mean ${meant}?`)
  })

  test('a playbook that is mistyped is guessed', async () => {
    const { code, stderr } = await joinery('onbord', 'x.yaml', '--practice')

    expect(code).toBe(64)
    expect(stderr).toContain('Did you mean onboard?')
  })

  test('a playbook without people says which sample to try', async () => {
    const { code, stderr } = await joinery('onboard', '--practice')

    expect(code).toBe(64)
    expect(stderr).toMatch(/Try its sample: joinery onboard .*new-hire\.yaml --dry-run/)
  })
})

describe('joinery --help', () => {
  test.each([['--help'], ['--version'], ['onboard', '--help']])(
    '%s loads the command line alone, and no package beside its parser',
    async (...argv) => {
      const cwd = temporaryFolder()
      const modules = join(cwd, 'modules')

      const { code } = await spawnJoinery(argv, {
        cwd,
        env: { MODULES: modules },
        node: ['--import', join(import.meta.dirname, 'record-modules.ts')],
      })

      expect(code).toBe(0)
      const loaded = readFileSync(modules, 'utf8').split('\n')
      const packages = loaded.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])
      const ofParser = [
        'yargs',
        'yargs-parser',
        'y18n',
        'cliui',
        'escalade',
        'get-caller-file',
        'string-width',
        'strip-ansi',
        'ansi-regex',
        'ansi-styles',
        'emoji-regex',
        'get-east-asian-width',
        'wrap-ansi',
        'fastest-levenshtein',
      ]
      expect([...new Set(packages)].filter((name) => !ofParser.includes(name))).toEqual([])
      const folders = loaded.flatMap((url) => /\/src\/([a-z]+)\//.exec(url)?.[1] ?? [])
      expect([...new Set(folders)].sort()).toEqual(['cli', 'host', 'model'])
    },
  )
})
