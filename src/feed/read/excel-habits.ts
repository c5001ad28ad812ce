/** https://support.microsoft.com/office/how-to-correct-a-error and the like: what stands in a cell whose formula failed. */
const failed = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|#+)$/i
/** A cell that was too narrow when it was exported. */
const tooNarrow = /^#{3,}$/
const scientific = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i

/** Fields whose texts are digits, which a spreadsheet takes for numbers. */
const digitFields: ReadonlySet<string> = new Set(['phone', 'mobile', 'costCenter', 'ticket', 'manager', 'employeeId'])

const again = 'Format the column as text, fill it from the HR system again and export once more.'

/** What a spreadsheet has done to a value, as a sentence; undefined where nothing shows. */
export const spreadsheetDamage = (field: string, text: string): string | undefined => {
  if (failed.test(text)) return `${text} is an error of a spreadsheet. Correct the formula and export again.`
  if (tooNarrow.test(text))
    return 'the column was too narrow in the spreadsheet, so that only # came out. Export it again.'
  if (digitFields.has(field) && scientific.test(text)) return `a spreadsheet has turned it into ${text}. ${again}`
  return undefined
}
