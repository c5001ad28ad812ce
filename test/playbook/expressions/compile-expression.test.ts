import { describe, expect, test } from 'vitest'
import { fromCel } from '../../../src/playbook/expressions/cel-value.ts'
import { expressionCompiler } from '../../../src/playbook/expressions/compile-expression.ts'
import { SecretHandle } from '../../../src/playbook/expressions/secret-handle.ts'

const compiler = expressionCompiler(
  {
    person: { givenName: 'string', title: 'string', roles: 'list<string>', extra: 'map<string, dyn>' },
    account: { exists: 'bool', dn: 'string' },
    let: { ou: 'string', size: 'int' },
    steps: { account: { username: 'string', password: 'secret' }, 'second-account': { username: 'string' } },
  },
  ['later'],
)
const values = {
  person: { givenName: 'Łucja', title: '', roles: ['sales', 'crm'], extra: new Map<string, unknown>([['badge', 7n]]) },
  account: { exists: false, dn: '' },
  let: { ou: 'OU=Sales', size: 3n },
  steps: { account: { username: 'lucja', password: new SecretHandle('c1') }, 'second-account': { username: 'l2' } },
}

const compiled = (source: string) => compiler.compile(source)
const problems = (source: string) => {
  const result = compiled(source)
  return result.ok ? [] : result.problems
}
const run = (source: string): unknown => {
  const result = compiled(source)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return fromCel(result.expression.run(values))
}

describe('an expression', () => {
  test.each([
    ['person.givenName + "!"', 'Łucja!'],
    ['person["givenName"].first(2)', 'Łu'],
    ['ascii(person.givenName).lowerAscii()', 'lucja'],
    ['slug("R & D, Łódź")', 'r-d-lodz'],
    ['"OU=" + dn("R&D, Łódź") + ",DC=x"', 'OU=R&D\\, Łódź,DC=x'],
    ['"a-b-c".replace("-", "")', 'abc'],
    ['"a-b-c".replace("-", "+", 1)', 'a+b-c'],
    ['"a,b".split(",")', ['a', 'b']],
    ['person.roles.join("; ")', 'sales; crm'],
    ['person.roles.filter(role, role != "crm").map(role, "Dept-" + role)', ['Dept-sales']],
    ['person.title == "" ? "no title" : person.title', 'no title'],
    ['default(person.title, "no title")', 'no title'],
    ['default(person.extra.desk, "none")', 'none'],
    ['default(person.extra.badge, 0) == 7', true],
    ['person.?extra.?desk.orValue("none")', 'none'],
    ['has(person.extra.badge)', true],
    ['account == null', true],
    ['account != null || account.exists', false],
    ['let.ou + " is let.ou"', 'OU=Sales is let.ou'],
    ['let.size + 1', 4],
    ['steps["second-account"].username', 'l2'],
    ['{"a": [1, 2.5], "b": true}', { a: [1, 2.5], b: true }],
    ['cel.bind(name, person.givenName, name + name)', 'ŁucjaŁucja'],
    ['"$& $1 $` ${{ }}".replace("$", "$&")', '$&& $&1 $&` $&{{ }}'],
  ])('%s is %j', (source, result) => {
    expect(run(source)).toEqual(result)
  })

  test.each([
    ['person.givenName', 'string'],
    ['person.roles', 'list<string>'],
    ['person.extra.badge', 'dyn'],
    ['let.size > 2', 'bool'],
    ['steps.account.password', 'secret'],
    ['[]', 'list<dyn>'],
  ])('%s has the type %s before anything runs', (source, shape) => {
    const result = compiled(source)

    expect(result.ok && result.expression.shape).toBe(shape)
  })
})

describe('an unknown name', () => {
  test('is found before anything runs, each at its place, with what was meant', () => {
    expect(problems('person.givenNme + persn.title')).toMatchObject([
      { code: 'playbook/unknown-name', offset: 7, params: { name: 'givenNme', in: 'in person', meant: 'givenName' } },
      { code: 'playbook/unknown-name', offset: 18, params: { name: 'persn', meant: 'person' } },
    ])
  })

  test('of a function is found with what was meant', () => {
    expect(problems('person.givenName.lowerAsci()')).toMatchObject([
      { offset: 17, params: { name: 'lowerAsci()', meant: 'lowerAscii()' } },
    ])
    expect(problems('readFile("/etc/passwd")')).toMatchObject([{ code: 'playbook/unknown-name', offset: 0 }])
  })

  test.each([
    'process.env.SECRET',
    'env.SECRET',
    'person.constructor',
    'person.__proto__',
    'this',
    'globalThis',
    'now()',
    'LET.ou',
    'google.protobuf',
  ])('%s leads nowhere', (source) => {
    expect(problems(source).map(({ code }) => code)).toEqual(['playbook/unknown-name'])
  })

  test('of a step tells a later one from none', () => {
    expect(problems('steps.later.username')).toMatchObject([
      { code: 'playbook/unknown-step', params: { why: 'it comes later in the playbook' } },
    ])
    expect(problems('steps.acount.username')).toMatchObject([
      { code: 'playbook/unknown-step', offset: 6, params: { meant: 'account' } },
    ])
    expect(problems('steps.account.usrname')).toMatchObject([
      { code: 'playbook/unknown-name', offset: 14, params: { meant: 'username' } },
    ])
  })

  test('inside a loop may be that of the loop', () => {
    expect(problems('person.roles.map(role, rolle)')).toMatchObject([{ params: { meant: 'role' } }])
  })
})

describe('a secret', () => {
  test('is handed on whole', () => {
    expect(run('steps.account.password')).toEqual({ secretOf: 'c1' })
  })

  test.each([
    'steps.account.password + "x"',
    'string(steps.account.password)',
    'steps.account.password == "x"',
    'steps.account.password.size()',
    'steps.account.password.secretOf',
    'dyn(steps.account.password)',
    'type(steps.account.password)',
    'true ? steps.account.password : "x"',
  ])('is not taken by %s', (source) => {
    expect(problems(source)).toHaveLength(1)
  })

  test('that no step made is empty', () => {
    const result = compiled('steps.account.password')

    expect(result.ok && fromCel(result.expression.run({ ...values, steps: { account: {} } }))).toEqual({ secretOf: '' })
  })

  test('cannot be made up by data', () => {
    expect(() => fromCel(new Map([['secretOf', 'c1']]))).toThrow(/no value/)
  })
})

describe('wrong types', () => {
  test.each([
    ['1 + "a"', '"+" does not work between int and string'],
    ['size(1)', 'size(int) is not possible: the function takes values of other types'],
    ['person.title ? 1 : 2', "ternary condition must be bool, got 'string'"],
    ['person.title.x', "cannot index type 'string'"],
    [
      'timestamp("2026-12-01T00:00:00Z")',
      'the result is of the type google.protobuf.Timestamp, which is no value; turn it into text first',
    ],
  ])('of %s are explained', (source, text) => {
    expect(problems(source)).toMatchObject([{ params: { text } }])
  })

  test('has() on a field that is never missing is pointed out', () => {
    expect(problems('has(person.title)')).toMatchObject([
      { code: 'playbook/always-true', params: { instead: 'person.title != ""' } },
    ])
  })
})

describe('limits', () => {
  test('a pattern that takes JavaScript minutes comes to an end', () => {
    const result = compiled(`"${'a'.repeat(40)}!".matches("^(a+)+$")`)

    // JavaScript's own engine would not end before the test's deadline.
    expect(result.ok && result.expression.run(values)).toBe(false)
  })

  test.each([
    ['"a".matches("(a")', /no RE2 pattern/],
    ['"a".matches("(?=a)")', /no RE2 pattern/],
    ['"a".matches("a{100}{100}{100}")', /no RE2 pattern/],
    [`"a".matches("${'a'.repeat(600)}")`, /500 characters/],
    ['[1].map(a, [1].map(b, [1].map(c, c)))', /at most 2 deep/],
    [`${'('.repeat(500)}1${')'.repeat(500)}`, /too long or nested too deeply/],
    [Array(2000).fill('1').join(' + '), /too long or nested too deeply/],
    ['dyn(1)', /hides the type/],
    ['', /empty/],
    ['1 +', /end of the expression/],
    ['"abc', /no closing quote/],
    ['{{ now | date }}', /unexpected|expected/],
  ])('%s is refused', (source, why) => {
    const [problem] = problems(source)

    expect(problem?.code).toBe('playbook/expression')
    expect(problem?.params['text']).toMatch(why)
  })

  test('text does not grow without bound', () => {
    const long = 'x'.repeat(70_000)

    expect(() => fromCel(long)).toThrow(/longer than/)
  })
})
