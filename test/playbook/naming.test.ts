import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/model/person.ts'
import { loadNaming } from '../../src/playbook/naming.ts'
import type { Names } from '../../src/steps/name-candidates.ts'
import { findings, messages, value } from '../support/checked.ts'

const rules = `username:
  - \${{ given + "." + surname }}
  - \${{ given.first(1) + surname }}
upn: \${{ username + "@" + organisation.mailDomain }}
mail: \${{ username + "@" + organisation.mailDomain }}
cn: \${{ displayName }}
displayName: \${{ person.preferredName + " " + person.surname }}
reserved: [admin, adele.vance]
`
const contoso = { name: 'Contoso', mailDomain: 'contoso.com' }
const load = (text: string) => loadNaming(text, 'naming.yaml', contoso)

const first = (count: number, person: Person, text = rules): readonly Names[] => {
  const all: Names[] = []
  for (const names of value(load(text)).candidates(person)) {
    all.push(names)
    if (all.length === count) break
  }
  return all
}
const usernames = (count: number, person: Person, text = rules): readonly string[] =>
  first(count, person, text).map(({ username }) => username)

describe('the candidates of a person', () => {
  test('come in the order of the rules, then the last one with 2, 3, 4', () => {
    const person = { employeeId: '00123', givenName: 'John', surname: 'Smith' }

    expect(usernames(5, person)).toEqual(['john.smith', 'jsmith', 'jsmith2', 'jsmith3', 'jsmith4'])
  })

  test('have one UPN and one mail address each', () => {
    const [, , third] = first(3, { employeeId: '00123', givenName: 'John', surname: 'Smith' })

    expect(third).toEqual({
      username: 'jsmith2',
      upn: 'jsmith2@contoso.com',
      mail: 'jsmith2@contoso.com',
      cn: 'John Smith',
      displayName: 'John Smith',
    })
  })

  test('never end, and never repeat', () => {
    const many = usernames(3000, { employeeId: '00123', givenName: 'Christopher', surname: 'Montgomery-Ashworth' })

    expect(new Set(many).size).toBe(3000)
    expect(many.at(-1)).toBe('cmontgomeryashwo2999')
    expect(many.every((username) => username.length <= 20)).toBe(true)
  })

  test('leave out what the rules and every system reserve', () => {
    expect(usernames(2, { employeeId: '00123', givenName: 'Adele', surname: 'Vance' })).toEqual(['avance', 'avance2'])
    expect(usernames(2, { employeeId: '00124', surname: 'Krbtgt' })).toEqual(['krbtgt2', 'krbtgt3'])
    expect(usernames(2, { employeeId: '00125', givenName: 'Com' })).toEqual(['com', 'c'])
  })

  test('work for people with one name', () => {
    expect(usernames(3, { employeeId: '00123', givenName: 'Suharto' })).toEqual(['suharto', 's', 's2'])
    expect(usernames(3, { employeeId: '00123', surname: 'Budiono' })).toEqual(['budiono', 'budiono2', 'budiono3'])
    expect(first(1, { employeeId: '00123', surname: 'Budiono' })[0]?.displayName).toBe('Budiono')
  })

  test('fall back to the number of the person where a name has no letter at all', () => {
    expect(usernames(2, { employeeId: '00105054', givenName: '👩‍💻', surname: '-' })).toEqual([
      'user00105054',
      'user001050542',
    ])
  })

  test('are made of the Latin names where HR gives them', () => {
    const person = {
      employeeId: '00123',
      givenName: '健',
      surname: '髙橋',
      latinGivenName: 'Ken',
      latinSurname: 'Takahashi',
    }

    expect(first(1, person)[0]).toMatchObject({ username: 'ken.takahashi', displayName: '健 髙橋' })
  })

  test('are spelled by the language, or else by the country', () => {
    const person = { employeeId: '00123', givenName: 'Jürgen', surname: 'Müller' }

    expect(usernames(1, { ...person, country: 'DE' })).toEqual(['juergen.mueller'])
    expect(usernames(1, { ...person, language: 'tr', country: 'DE' })).toEqual(['jurgen.muller'])
  })

  test('show the name by which somebody wants to be called, and the one HR fixed above all', () => {
    const person = { employeeId: '00123', givenName: 'Katherine', preferredName: 'Kate', surname: 'Vance' }

    expect(first(1, person)[0]).toMatchObject({ username: 'katherine.vance', displayName: 'Kate Vance' })
    expect(first(1, { ...person, displayName: 'Dr. Kate Vance' })[0]).toMatchObject({
      cn: 'Dr. Kate Vance',
      displayName: 'Dr. Kate Vance',
    })
  })

  test('keep the shown name as it is given, in composed form', () => {
    const person = { employeeId: '00123', givenName: 'Zoe\u0308', surname: 'd’Ornano  Ó Súilleabháin ' }

    expect(first(1, person)[0]?.displayName).toBe('Zoë d’Ornano Ó Súilleabháin')
  })

  test('treat a name that looks like an expression as a name', () => {
    const person = { employeeId: '00123', givenName: '${{ person.employeeId }}', surname: '{{ env.X }}' }

    expect(first(1, person)[0]).toMatchObject({
      username: 'personemployeeid.env',
      displayName: '${{ person.employeeId }} {{ env.X }}',
    })
  })

  test('carry the number in an address that does not use the user name', () => {
    const text = rules
      .replace('mail: ${{ username +', 'mail: ${{ given + "." + surname +')
      .replace('- ${{ given + "." + surname }}\n', '')
    const [one, two] = first(2, { employeeId: '00123', givenName: 'John', surname: 'Smith' }, text)

    expect(one).toMatchObject({ username: 'jsmith', mail: 'john.smith@contoso.com' })
    expect(two).toMatchObject({ username: 'jsmith2', mail: 'john.smith2@contoso.com' })
  })
})

describe('naming rules', () => {
  test('are refused with everything that is wrong with them, each with its place', () => {
    const wrong = rules
      .replace('given.first(1)', 'given.frist(1)')
      .replace('organisation.mailDomain }}', 'organisation.maildomain }}')
      .replace('person.preferredName', 'person.preferedName')
      .replace('reserved:', 'cn2: x\nreserved:')

    expect(findings(load(wrong))).toEqual([
      'naming.yaml:3:15 playbook/unknown-name',
      'naming.yaml:4:40 playbook/unknown-name',
      'naming.yaml:7:25 playbook/unknown-name',
      'naming.yaml:8:1 playbook/unknown-key',
    ])
    expect(messages(load(wrong)).join(' ')).toContain('Did you mean "first()"?')
    expect(messages(load(wrong)).join(' ')).toContain('Did you mean "mailDomain"?')
  })

  test('have to give text', () => {
    expect(findings(load(rules.replace('given + "." + surname', 'given.size()')))).toEqual([
      'naming.yaml:2:9 playbook/type',
    ])
  })

  test('name the person and the rule when they fail on somebody', () => {
    const text = rules.replace('given.first(1) + surname', 'surname.substring(0, 3)')

    expect(() => usernames(2, { employeeId: '00123', givenName: 'Al', surname: 'Yu' }, text)).toThrow(
      /Al Yu: username of naming.yaml gives no usable name/,
    )
  })
})
