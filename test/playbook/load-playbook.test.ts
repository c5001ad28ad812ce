import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Checked } from '../../src/model/fault.ts'
import { loadPlaybook } from '../../src/playbook/load-playbook.ts'
import type { Playbook, PlaybookStep, Scope } from '../../src/playbook/playbook.ts'
import { steps as catalogue } from '../../src/steps/catalogue.ts'
import type { Step } from '../../src/steps/step.ts'
import { findings, messages, value } from '../support/checked.ts'
import { hostileRows } from '../support/hostile-rows.ts'

const step = (verb: string, input: z.ZodType, outputs: Step['outputs'] = {}): readonly [string, Step] => [
  verb,
  {
    verb,
    summary: '',
    about: '',
    systems: [],
    kinds: [],
    input,
    outputs,
    examples: [{ title: '', yaml: '', plans: [] }],
    plan: async () => ({ changes: [], holds: 0 }),
  } as unknown as Step,
]
const texts = z.array(z.string())
const steps: ReadonlyMap<string, Step> = new Map([
  step(
    'ad.account',
    z.strictObject({
      ou: z.string().min(1),
      attributes: z.record(z.string(), z.union([z.string(), texts, z.null()])).optional(),
      enabled: z.boolean().optional(),
      password: z.literal('generated').optional(),
      quota: z.int().max(10).optional(),
    }),
    { username: 'string', isNew: 'bool', password: 'secret', groups: 'list<string>' },
  ),
  step(
    'ad.groups',
    z
      .strictObject({ add: texts.optional(), only: texts.optional() })
      .refine((input) => input.add ?? input.only, { message: 'says nothing to do' }),
  ),
  step('entra.synced', z.strictObject({ within: z.string().regex(/^\d+m$/, { message: 'is no time' }) })),
  step('handover.secret', z.strictObject({ secret: z.object({ secretOf: z.string() }), note: texts.default([]) })),
])

const load = (text: string): Checked<Playbook> => loadPlaybook(text, 'playbook.yaml', { steps })
/** A playbook of these lines below `steps:`. */
const withSteps = (...lines: readonly string[]): Checked<Playbook> =>
  load(`name: onboard\nsteps:\n${lines.map((line) => `  ${line}\n`).join('')}`)

const none = { groups: {}, cloudGroups: {}, licences: {} }
const scope: Scope = {
  person: {
    employeeId: '00123',
    givenName: 'Adele',
    surname: 'Vance',
    title: 'Account Executive',
    department: 'R&D, Sales',
    country: 'GB',
    extra: { floor: 3, desk: null },
  },
  account: null,
  ad: { base: 'DC=corp,DC=contoso,DC=com', dnsName: 'corp.contoso.com' },
  organisation: { name: 'Contoso', mode: 'ad', mailDomain: 'contoso.com' },
  roles: {
    groups: ['All Staff', 'Sales'],
    cloudGroups: [],
    licences: [],
    ou: 'OU=Sales',
    expires: '',
    reasons: none,
    approval: [],
  },
  today: '2026-11-22',
  inputs: {},
  formerRoles: {
    groups: [],
    cloudGroups: [],
    licences: [],
    reasons: { groups: {}, cloudGroups: {}, licences: {} },
  },
  steps: {},
}
const only = (checked: Checked<Playbook>): PlaybookStep => value(checked).steps[0] as PlaybookStep

describe('a playbook', () => {
  const text = `# yaml-language-server: $schema=../playbook.schema.json
name: onboard
title: New hire
description: Somebody starts
sample: new-hire.yaml
due: \${{ person.startDate }}
let:
  unit: \${{ "OU=" + dn(person.department) }}
  ou: \${{ let.unit + ",OU=Staff," + ad.base }}
  extra: [Everybody]
  look: { title: "\${{ person.title }}", floor: 3 }
steps:
  - id: account
    title: The account
    ad.account:
      ou: \${{ let.ou }}
      attributes: { title: "\${{ let.look.title }}", description: "\${{ person.givenName }} from \${{ person.country }}, floor \${{ person.extra.floor }}", office: null }
      enabled: \${{ !account.exists }}
      quota: \${{ let.look.floor + 1 }}
      password: generated
  - ad.groups: { add: "\${{ roles.groups + let.extra }}" }
  - needs: [account, ad.groups]
    when: \${{ steps.account.isNew && person.country in ["GB", "IE"] }}
    if-fails: continue
    handover.secret: { secret: "\${{ steps.account.password }}" }
  - for-each: \${{ roles.groups }}
    when: \${{ item != "All Staff" }}
    ad.groups: { add: ["\${{ item }} Readers"] }
`
  const playbook = value(load(text))
  const done: Scope = {
    ...scope,
    steps: { account: { username: 'adele.vance', isNew: true, password: { secretOf: 'c2' } } },
  }

  test('has its frame', () => {
    expect(playbook).toMatchObject({
      name: 'onboard',
      title: 'New hire',
      file: 'playbook.yaml',
      sample: 'new-hire.yaml',
    })
    expect(playbook.steps.map(({ id, verb, title, needs, ifFails }) => ({ id, verb, title, needs, ifFails }))).toEqual([
      { id: 'account', verb: 'ad.account', title: 'The account', needs: [], ifFails: 'stop' },
      { id: 'ad.groups', verb: 'ad.groups', title: null, needs: [], ifFails: 'stop' },
      {
        id: 'handover.secret',
        verb: 'handover.secret',
        title: null,
        needs: ['account', 'ad.groups'],
        ifFails: 'continue',
      },
      { id: 'ad.groups-2', verb: 'ad.groups', title: null, needs: [], ifFails: 'stop' },
    ])
    expect(playbook.steps[0]?.where).toEqual({ file: 'playbook.yaml', line: 15, column: 5 })
  })

  test('evaluates the input of a step; a value that is only an expression keeps its type', () => {
    expect(value(playbook.steps[0]?.input(scope) as Checked<unknown>)).toEqual({
      ou: 'OU=R&D\\, Sales,OU=Staff,DC=corp,DC=contoso,DC=com',
      attributes: { title: 'Account Executive', description: 'Adele from GB, floor 3', office: null },
      enabled: true,
      quota: 4,
      password: 'generated',
    })
    expect(value(playbook.steps[1]?.input(scope) as Checked<unknown>)).toEqual({
      add: ['All Staff', 'Sales', 'Everybody'],
    })
  })

  test('hands a secret on by the change that makes it', () => {
    expect(value(playbook.steps[2]?.input(done) as Checked<unknown>)).toEqual({ secret: { secretOf: 'c2' }, note: [] })
    expect(value(playbook.steps[2]?.input(scope) as Checked<unknown>)).toEqual({ secret: { secretOf: '' }, note: [] })
  })

  test('evaluates conditions; outputs of a step that was skipped are empty', () => {
    expect(playbook.steps[2]?.when(done)).toEqual({ ok: true, value: true })
    expect(playbook.steps[2]?.when(scope)).toEqual({ ok: true, value: false })
    expect(playbook.steps[0]?.when(scope)).toEqual({ ok: true, value: true })
  })

  test('runs a step for each item of a list', () => {
    const each = playbook.steps[3] as PlaybookStep

    expect(value(each.forEach(scope))).toEqual(['All Staff', 'Sales'])
    expect(each.when(scope, 'All Staff')).toEqual({ ok: true, value: false })
    expect(value(each.input(scope, 'Sales'))).toEqual({ add: ['Sales Readers'] })
    expect(playbook.steps[0]?.forEach(scope)).toEqual({ ok: true, value: null })
  })

  test('is due on a day of the person', () => {
    expect(
      value(playbook.due?.({ ...scope, person: { ...scope.person, startDate: '2026-12-01' } }) as Checked<string>),
    ).toBe('2026-12-01')
  })

  test('has a hash that changes with its text and with the rules of the house, and with nothing else', () => {
    const hash = (body: string, house: string): string =>
      value(loadPlaybook(body, 'x.yaml', { steps, house: { hash: house } })).hash

    expect(hash(text, 'a')).toBe(hash(text, 'a'))
    expect(new Set([hash(text, 'a'), hash(text, 'b'), hash(`${text}\n`, 'a')]).size).toBe(3)
  })

  test('names itself after its name where it has no title', () => {
    expect(value(load('name: onboard\nsteps: [{ ad.groups: { only: [] } }]\n')).title).toBe('onboard')
  })

  test('may be JSON, with the same places', () => {
    expect(
      findings(load('{"name": "onboard",\n "steps": [{"ad.groups": {"add": ["\\u0061 ${{ persn.title }}"]}}]}')),
    ).toEqual(['playbook.yaml:2:47 playbook/unknown-name'])
  })

  test('of the shipped kind passes with the real steps', () => {
    const shipped = readFileSync(new URL('../../playbooks/onboard/playbook.yaml', import.meta.url), 'utf8')

    expect(findings(loadPlaybook(shipped, 'playbook.yaml', { steps: catalogue }))).toEqual([])
  })
})

describe('values are never evaluated twice', () => {
  const input = only(
    withSteps(
      '- ad.account: { ou: x, attributes: { title: "${{ person.title }}", other: "[${{ person.title }}] ${7*7} {{ person.title }}" } }',
    ),
  )

  test.each([
    ...hostileRows('template'),
    { id: 'own', value: '${{ person.employeeId }}' },
    { id: 'own', value: '${{ steps.account.password }}' },
  ])('$id: a person whose title is $value has just that title', ({ value: title }) => {
    const evaluated = value(input.input({ ...scope, person: { ...scope.person, title } }))

    expect(evaluated).toMatchObject({ attributes: { title, other: `[${title}] \${7*7} {{ person.title }}` } })
  })

  test.each(hostileRows('template'))('$id: a playbook that says $value means just that', ({ value: title }) => {
    const playbook = withSteps(`- ad.account: { ou: x, attributes: { title: ${JSON.stringify(title)} } }`)

    expect(value(only(playbook).input(scope))).toMatchObject({ attributes: { title } })
  })
})

describe('everything that is wrong is found at once', () => {
  test('in the frame', () => {
    const answer = load(`nam: onboard
title: ""
stepps: []
let: [a]
steps:
  - id: 1st
    ad.grops: { add: [Sales] }
  - wen: true
    ad.groups: { add: [Sales] }
  - ad.groups: { add: [Sales] }
    entra.synced: { within: 5m }
  - title: nothing
  - id: twice
    ad.groups: { add: [Sales] }
  - id: twice
    ad.groups: { add: [Sales] }
    needs: [twcie, later, ad.groups]
    if-fails: maybe
  - id: later
    disable_user: ""
  - just text
`)

    expect(findings(answer)).toEqual([
      'playbook.yaml:1:1 playbook/wrong-value',
      'playbook.yaml:1:1 playbook/unknown-key',
      'playbook.yaml:2:8 playbook/wrong-value',
      'playbook.yaml:3:1 playbook/unknown-key',
      'playbook.yaml:4:6 playbook/wrong-value',
      'playbook.yaml:6:9 playbook/wrong-value',
      'playbook.yaml:7:5 playbook/unknown-verb',
      'playbook.yaml:8:5 playbook/unknown-key',
      'playbook.yaml:11:5 playbook/one-verb',
      'playbook.yaml:12:5 playbook/one-verb',
      'playbook.yaml:15:9 playbook/duplicate-id',
      'playbook.yaml:17:13 playbook/unknown-step',
      'playbook.yaml:17:20 playbook/unknown-step',
      'playbook.yaml:18:15 playbook/wrong-value',
      'playbook.yaml:20:5 playbook/unknown-verb',
      'playbook.yaml:21:5 playbook/wrong-value',
    ])
    const all = messages(answer).join('\n')
    for (const meant of ['"name"', '"steps"', '"ad.groups"', '"when"', '"twice"'])
      expect(all).toContain(`Did you mean ${meant}?`)
    expect(all).toContain('it comes later in the playbook')
  })

  test('in the inputs of steps: unknown and missing keys, wrong literals', () => {
    const answer = withSteps(
      '- ad.account: { attributs: {}, enabled: "yes" }',
      '- ad.groups: { add: Sales }',
      '- ad.groups: { add: [Null, 007, [a]] }',
      '- ad.groups: {}',
      '- entra.synced: { within: 5 minutes }',
      '- entra.synced:',
    )

    expect(findings(answer)).toEqual([
      'playbook.yaml:3:17 playbook/wrong-value',
      'playbook.yaml:3:19 playbook/unknown-key',
      'playbook.yaml:3:43 playbook/wrong-value',
      'playbook.yaml:4:23 playbook/wrong-value',
      'playbook.yaml:5:24 playbook/wrong-value',
      'playbook.yaml:5:30 playbook/wrong-value',
      'playbook.yaml:5:35 playbook/wrong-value',
      'playbook.yaml:6:16 playbook/wrong-value',
      'playbook.yaml:7:29 playbook/wrong-value',
      'playbook.yaml:8:18 playbook/wrong-value',
    ])
    const all = messages(answer).join('\n')
    expect(all).toContain('Did you mean "attributes"?')
    expect(all).toContain('Write it in quotes: "007"')
    expect(all).toContain('says nothing to do')
    expect(all).toContain('is no time')
  })

  test('in types of expressions against what a step takes', () => {
    const answer = withSteps(
      '- id: account',
      '  ad.account:',
      '    ou: ${{ roles.groups }}',
      '    enabled: ${{ person.title }}',
      '    attributes: { a: "${{ 1 + 1 }}", b: "${{ roles.groups }}", c: "x ${{ roles.groups }}" }',
      '    quota: ${{ person.title.size() }}',
      '    password: ${{ person.title }}',
      '- ad.groups: { add: "${{ roles.ou }}" }',
      '- ad.groups: { add: "${{ person.extra.groups }}" }',
      '- ad.groups: { add: ["${{ steps.account.password }}"] }',
      '- handover.secret: { secret: "${{ steps.account.username }}" }',
      '- when: ${{ person.country }}',
      '  for-each: ${{ person.country }}',
      '  ad.groups: { only: [] }',
      '- when: person.country',
      '  ad.groups: { only: [] }',
    )

    expect(findings(answer)).toEqual([
      'playbook.yaml:5:15 playbook/type',
      'playbook.yaml:6:20 playbook/type',
      'playbook.yaml:7:29 playbook/type',
      'playbook.yaml:7:76 playbook/type',
      'playbook.yaml:10:28 playbook/type',
      'playbook.yaml:12:29 playbook/type',
      'playbook.yaml:13:37 playbook/type',
      'playbook.yaml:14:15 playbook/type',
      'playbook.yaml:15:19 playbook/type',
      'playbook.yaml:17:11 playbook/wrong-value',
    ])
    const all = messages(answer)
    expect(all[0]).toContain('the expression gives list<string>, and steps[1].ad.account.ou takes text')
    expect(all[4]).toContain('the expression gives string, and steps[2].ad.groups.add takes a list')
    expect(all[7]).toContain('Compare it with something')
    expect(all[9]).toContain('Write an expression: ${{ person.country }}')
  })

  test('in expressions, at the place of the name in every style of YAML text', () => {
    const answer = load(`name: onboard
let:
  plain: \${{ "OU=" + dn(person.departmnt) }}
  quoted: "a \\"b\\" \${{ person.titel }}"
  single: 'it''s \${{ person.titel }}'
  folded: >-
    \${{ person.title +
    person.titel }}
  literal: |
    first
    second \${{ person.titel }}
  nested: { list: [1, "\${{ person.titel }}"] }
  open: "\${{ person.title }"
  \${{ key }}: 1
  early: \${{ let.plain + let.late }}
  late: x
steps:
  - ad.groups: { only: [] }
`)

    expect(findings(answer)).toEqual([
      'playbook.yaml:3:32 playbook/unknown-name',
      'playbook.yaml:4:31 playbook/unknown-name',
      'playbook.yaml:5:29 playbook/unknown-name',
      'playbook.yaml:8:12 playbook/unknown-name',
      'playbook.yaml:11:23 playbook/unknown-name',
      'playbook.yaml:12:35 playbook/unknown-name',
      'playbook.yaml:13:10 playbook/expression',
      'playbook.yaml:14:3 playbook/wrong-value',
      'playbook.yaml:15:30 playbook/unknown-name',
    ])
  })

  test('a value that could not be compiled brings no further findings', () => {
    expect(
      findings(
        withSteps(
          '- ad.groups: { add: "${{ rols.groups }}" }',
          '- when: ${{ steps["ad.groups"].x && nothing }}',
          '  ad.groups: { only: [] }',
        ),
      ),
    ).toEqual([
      'playbook.yaml:3:28 playbook/unknown-name',
      'playbook.yaml:4:34 playbook/unknown-name',
      'playbook.yaml:4:39 playbook/unknown-name',
    ])
  })

  test('a secret written out is no secret', () => {
    expect(findings(withSteps('- handover.secret: { secret: { secretOf: c1 } }'))).toEqual([
      'playbook.yaml:3:34 playbook/expression',
    ])
  })
})

describe('what can only be known with a person', () => {
  const failure = (checked: Checked<PlaybookStep>, change: Partial<Scope> = {}): Checked<unknown> =>
    value(checked).input({ ...scope, ...change })
  const first = (checked: Checked<Playbook>): Checked<PlaybookStep> => ({ ok: true, value: only(checked) })

  test('a missing key of extra is a fault at its expression', () => {
    const answer = failure(first(withSteps('- ad.groups: { add: ["${{ person.extra.group }}"] }')))

    expect(findings(answer)).toEqual(['playbook.yaml:3:29 playbook/evaluation'])
    expect(messages(answer)[0]).toContain('no such key: group')
  })

  test('a value of the wrong type or form is a fault at its expression', () => {
    expect(findings(failure(first(withSteps('- ad.groups: { add: "${{ person.extra.floor }}" }'))))).toEqual([
      'playbook.yaml:3:28 playbook/wrong-value',
    ])
    expect(messages(failure(first(withSteps('- ad.account: { ou: "${{ person.office }}" }'))))).toEqual([
      `steps[1].ad.account.ou: it is empty (the expression gives "" for this person). Correct the person's data, the roles or the expression.`,
    ])
  })

  test('a failing value of let: is a fault at its own place, and only where it is used', () => {
    const playbook = load(
      'name: onboard\nlet: { bad: "${{ person.surname.substring(0, 9) }}" }\nsteps: [{ ad.groups: { add: ["${{ let.bad }}"] } }, { ad.groups: { only: [] } }]\n',
    )

    expect(value(playbook).steps.map((one) => findings(one.input(scope)))).toEqual([
      ['playbook.yaml:2:18 playbook/evaluation'],
      [],
    ])
  })

  test('nothing of extra reaches the machine', () => {
    const extra = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": "x", "a": {"constructor": {"prototype": "p"}}}',
    )
    const answer = failure(
      first(
        withSteps(
          '- ad.groups: { add: ["${{ person.extra.a.constructor.prototype }}", "${{ person.extra.constructor }}"] }',
        ),
      ),
      { person: { ...scope.person, extra } },
    )

    expect(value(answer)).toEqual({ add: ['p', 'x'] })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('data that looks like a secret is none', () => {
    const playbook = withSteps('- handover.secret: { secret: "${{ person.extra.secret }}" }')
    const answer = only(playbook).input({
      ...scope,
      person: { ...scope.person, extra: { secret: { secretOf: 'c1' } } },
    })

    expect(findings(answer)).toEqual(['playbook.yaml:3:37 playbook/evaluation'])
  })
})
