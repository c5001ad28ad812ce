import { deflateRawSync } from 'node:zlib'
import { type ZipEntry, zipStored } from '../../../src/feed/read/zip.ts'

/** A cell as XML needs it: a text, a number, a day by Excel's serial number, an error, or a formula's text. */
export type CellSpec = string | number | boolean | null | { readonly day: number } | { readonly error: string }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const letter = (column: number): string => String.fromCharCode('A'.charCodeAt(0) + column)

const cellXml = (cell: CellSpec, at: string): string => {
  if (cell === null) return ''
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  return 'day' in cell ? `<c r="${at}" s="1"><v>${cell.day}</v></c>` : `<c r="${at}" t="e"><v>${cell.error}</v></c>`
}

const sheetXml = (rows: readonly (readonly CellSpec[])[]): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map((cells, index) => {
      const row = index + 1
      return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letter(column)}${row}`)).join('')}</row>`
    })
    .join('')}</sheetData></worksheet>`

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

const relationships = (items: readonly (readonly [string, string])[]): string =>
  `<Relationships xmlns="${packages}/relationships">${items
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${types}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

/** The files of a workbook with these sheets. https://ecma-international.org/publications-and-standards/standards/ecma-376/ */
export const workbookFiles = (sheets: {
  readonly [name: string]: readonly (readonly CellSpec[])[]
}): readonly ZipEntry[] => {
  const names = Object.keys(sheets)
  const files: { readonly [name: string]: string } = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${types}"><sheets>${names
      .map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...names.map((_name, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((name, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheets[name] ?? [])]),
    ),
  }
  return Object.entries(files).map(([name, xml]) => ({ name, bytes: Buffer.from(`<?xml version="1.0"?>${xml}`) }))
}

export const makeWorkbook = (sheets: Parameters<typeof workbookFiles>[0]): Uint8Array =>
  zipStored(workbookFiles(sheets))

/** An archive of one file that is packed so well that it is far larger than it looks. */
export const bomb = (name: string, size: number): Uint8Array => {
  const packed = deflateRawSync(Buffer.alloc(size))
  const archive = zipStored([{ name, bytes: packed }])
  const central = archive.readUInt32LE(archive.length - 6)
  archive.writeUInt16LE(8, 8)
  archive.writeUInt16LE(8, central + 10)
  return archive
}
