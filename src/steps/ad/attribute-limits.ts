/**
 * Greatest length in UTF-16 units of attributes that hold one value, by lower-case name. AD refuses what is longer, and a second value.
 * https://learn.microsoft.com/windows/win32/adschema/attributes-all (rangeUpper, isSingleValued)
 */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['c', 3],
  ['co', 128],
  ['company', 64],
  ['department', 64],
  ['displayname', 256],
  ['division', 256],
  ['employeeid', 16],
  ['employeenumber', 512],
  ['employeetype', 256],
  ['facsimiletelephonenumber', 64],
  ['generationqualifier', 64],
  ['givenname', 64],
  ['homephone', 64],
  ['info', 1024],
  ['initials', 6],
  ['ipphone', 64],
  ['l', 128],
  ['mail', 256],
  ['middlename', 64],
  ['mobile', 64],
  ['pager', 64],
  ['personaltitle', 64],
  ['physicaldeliveryofficename', 128],
  ['postalcode', 40],
  // 256 in the schema, but the account database takes no more for a user.
  ['samaccountname', 20],
  ['sn', 64],
  ['st', 128],
  ['streetaddress', 1024],
  ['telephonenumber', 64],
  ['title', 128],
  ['userprincipalname', 1024],
  ['wwwhomepage', 2048],
])

/** Why AD would refuse values for an attribute, as far as that is known; null where nothing speaks against them. */
export const whyTooMuch = (attribute: string, values: readonly string[]): string | null => {
  const longest = LONGEST.get(attribute.toLowerCase())
  if (longest === undefined) return null
  if (values.length > 1) return `${attribute} holds one value, this has ${values.length}`
  const length = values[0]?.length ?? 0
  return length > longest ? `${attribute} holds at most ${longest} characters, this has ${length}` : null
}
