import { describe, expect, test } from 'vitest'
import { decodeText } from '../../src/files/decode-text.ts'
import { findings, messages, value } from '../support/checked.ts'

const decode = (bytes: Uint8Array | string, encoding?: string) =>
  decodeText(Buffer.from(bytes as string), 'hires.csv', encoding)
const marked = (mark: readonly number[], text: Buffer): Buffer => Buffer.concat([Buffer.from(mark), text])

describe('text is recognised', () => {
  test('as UTF-8, with or without a byte order mark', () => {
    expect(value(decode('Käthe\r\n'))).toBe('Käthe\r\n')
    expect(value(decode('\ufeffKäthe'))).toBe('Käthe')
  })

  test('as UTF-16 by its byte order mark, in both orders', () => {
    const little = Buffer.from('Käthe', 'utf16le')

    expect(value(decode(marked([0xff, 0xfe], little)))).toBe('Käthe')
    expect(value(decode(marked([0xfe, 0xff], Buffer.from(little).swap16())))).toBe('Käthe')
  })

  test('in the encoding that was named', () => {
    expect(value(decode(Buffer.from([0x4b, 0xe4, 0x74, 0x68, 0x65]), 'windows-1252'))).toBe('Käthe')
  })

  test('with a U+FFFD that the file itself holds', () => {
    expect(value(decode('a\ufffdb'))).toBe('a\ufffdb')
  })
})

describe('bytes that are no text are refused', () => {
  test('Windows-1252 without saying so, with byte, line and the words that would name it', () => {
    const file = Buffer.concat([Buffer.from('id;name\n1;\ufffd\n2;K'), Buffer.from([0xe4]), Buffer.from('the\n')])

    const refused = decode(file)

    expect(findings(refused)).toEqual(['hires.csv:3:4 file/encoding'])
    expect(messages(refused)[0]).toContain('byte 17 (0xe4) is not UTF-8')
    expect(messages(refused)[0]).toContain('encoding: windows-1252')
  })

  test.each([
    ['an Excel workbook', 'PK\u0003\u0004rest', 'Excel'],
    ['a PDF', '%PDF-1.7', 'PDF'],
    ['a gzip file', Buffer.from([0x1f, 0x8b, 8]), 'gzip'],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), '.xls'],
    ['UTF-16 without a byte order mark', Buffer.from('id;name', 'utf16le'), 'byte order mark'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 3]), 'control character'],
  ])('%s', (_name, bytes, why) => {
    const refused = decode(bytes)

    expect(findings(refused)).toEqual(['hires.csv:1:1 file/not-text'])
    expect(messages(refused)[0]).toContain(why)
  })

  test('an encoding that nobody knows', () => {
    expect(findings(decode('a', 'klingon'))).toEqual(['hires.csv:1:1 file/unknown-encoding'])
  })

  test('more than the limit', () => {
    expect(findings(decodeText(Buffer.alloc(11, 'a'), 'hires.csv', undefined, 10))).toEqual([
      'hires.csv:1:1 file/too-large',
    ])
  })

  test('UTF-16 that breaks off in the middle of a character', () => {
    expect(findings(decode(Buffer.from([0xff, 0xfe, 0x41])))).toEqual(['hires.csv:1:1 file/encoding'])
  })
})
