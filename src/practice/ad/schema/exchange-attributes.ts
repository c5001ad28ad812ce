const firstTen = Array.from({ length: 10 }, (_, n) => extension(n + 1, 423 + n, 1024))
const lastFive = Array.from({ length: 5 }, (_, n) => extension(n + 11, 599 + n, 2048))

function extension(number: number, oidEnd: number, longest: number): string {
  return `extensionAttribute${number} ms-Exch-Extension-Attribute-${number} 1.2.840.113556.1.2.${oidEnd} text s 1..${longest} -`
}

/** What Exchange adds to mail recipients; Contoso's forest was once prepared for it. Rows as in `person-attributes.ts`. */
export const exchangeAttributes = `
${[...firstTen, ...lastFive].join('\n')}
mailNickname ms-Exch-Mail-Nickname 1.2.840.113556.1.2.447 text sia ..64 -
msExchHideFromAddressLists ms-Exch-Hide-From-Address-Lists 1.2.840.113556.1.4.7000.102.73 boolean s - -
targetAddress ms-Exch-Target-Address 1.2.840.113556.1.2.352 text s 1..1123 -
`
