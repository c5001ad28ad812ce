import { Control, type Entry, type SearchOptions } from 'ldapts'
import { describe, expect, test } from 'vitest'
import { account, change, practiceDirectory, sales } from './practice-directory.ts'

const JOHN = `CN=John Smith,${sales}`
const SD_FLAGS = '1.2.840.113556.1.4.801'
const EXTENDED_DN = '1.2.840.113556.1.4.529'

/** A control whose value is a number, in a sequence. */
class NumberControl extends Control {
  readonly #number: number

  constructor(type: string, number: number) {
    super(type, { critical: true })
    this.#number = number
  }

  override writeControl(writer: Parameters<Control['writeControl']>[0]): void {
    writer.writeBuffer(Buffer.from([0x30, 0x03, 0x02, 0x01, this.#number]), 0x04)
  }
}

const bytesIn = (entry: Entry | undefined): Buffer | undefined => {
  const value = entry?.['nTSecurityDescriptor']
  const [first] = Array.isArray(value) ? value : [value]
  return Buffer.isBuffer(first) ? first : undefined
}

describe('the security descriptor', () => {
  const search = (attribute: string): SearchOptions => ({
    scope: 'base',
    attributes: [attribute],
    explicitBufferAttributes: ['nTSecurityDescriptor'],
  })

  test('is shown by the parts that are asked for', async () => {
    const client = await (await practiceDirectory()).connect()
    const partsOf = async (flags: number): Promise<readonly boolean[]> => {
      const options = search('nTSecurityDescriptor')
      const bytes = bytesIn((await client.search(JOHN, options, new NumberControl(SD_FLAGS, flags))).searchEntries[0])
      // Places of owner, group and rights in the header: MS-DTYP 2.4.6.
      return [4, 8, 16].map((at) => (bytes?.readUInt32LE(at) ?? 0) > 0)
    }

    expect(await partsOf(1)).toEqual([true, false, false])
    expect(await partsOf(2)).toEqual([false, true, false])
    expect(await partsOf(4)).toEqual([false, false, true])
    expect(await partsOf(7)).toEqual([true, true, true])
  })

  test('comes with everything only where the control says so, and not to who may not read what is audited', async () => {
    const client = await (await practiceDirectory()).connect()
    const unasked = await client.search(JOHN, search('*'))
    const asked = await client.search(JOHN, search('*'), new NumberControl(SD_FLAGS, 4))
    const whole = await client.search(JOHN, search('nTSecurityDescriptor'))

    expect(Object.keys(unasked.searchEntries[0] ?? {})).not.toContain('nTSecurityDescriptor')
    expect(bytesIn(asked.searchEntries[0])).toBeInstanceOf(Buffer)
    expect(bytesIn(whole.searchEntries[0])).toBeUndefined()
  })
})

describe('names', () => {
  test('come with the ids of what they name where somebody asks for that', async () => {
    const { company, connect } = await practiceDirectory()
    const client = await connect()
    await client.add(`CN=Adele Vance,${sales}`, account('adele.vance', { manager: JOHN }))
    const john = company.ad.resolve(JOHN)?.object
    const adele = company.ad.resolve(`CN=Adele Vance,${sales}`)?.object

    const { searchEntries } = await client.search(
      `CN=Adele Vance,${sales}`,
      { scope: 'base', attributes: ['manager'] },
      new NumberControl(EXTENDED_DN, 1),
    )

    expect(searchEntries[0]?.dn).toBe(
      `<GUID=${adele?.id}>;<SID=${adele?.values.get('objectSid')?.[0]}>;CN=Adele Vance,${sales}`,
    )
    expect(searchEntries[0]?.['manager']).toBe(`<GUID=${john?.id}>;<SID=${john?.values.get('objectSid')?.[0]}>;${JOHN}`)
  })

  test('may be a GUID in hexadecimal', async () => {
    const { company, connect } = await practiceDirectory()
    const client = await connect()
    const found = await client.search(JOHN, {
      scope: 'base',
      attributes: ['objectGUID'],
      explicitBufferAttributes: ['objectGUID'],
    })
    const bytes = found.searchEntries[0]?.['objectGUID']
    const guid = Buffer.isBuffer(bytes) ? bytes.toString('hex') : ''

    await client.modify(`<GUID=${guid}>`, change('replace', 'title', 'Director'))

    expect(company.ad.resolve(JOHN)?.object?.values.get('title')).toEqual(['Director'])
    const other = await client.search(`<GUID=${guid}>`, { scope: 'base', attributes: ['title'] })
    expect(other.searchEntries[0]?.dn).toBe(JOHN)
  })
})
