import type { AdoptionMatch, AdoptionReport } from '../model/adoption.ts'

/**
 * The same proposals, with nothing certain about people who are protected: a plan with one of them in it is refused as a whole, so it takes
 * somebody who knows. `reasons` are by employeeId.
 */
export const holdBack = (report: AdoptionReport, reasons: ReadonlyMap<string, string>): AdoptionReport => {
  const held = (match: AdoptionMatch): AdoptionMatch => {
    const why = match.class === 'certain' ? reasons.get(match.person.employeeId) : undefined
    if (why === undefined) return match
    return {
      ...match,
      class: 'likely',
      against: [...match.against, `protected, so Joinery refuses to write to it: ${why}`],
    }
  }
  const matches = report.matches.map(held)
  const certain = matches.filter((match) => match.class === 'certain')
  return { ...report, matches: [...certain, ...matches.filter((match) => match.class !== 'certain')] }
}
