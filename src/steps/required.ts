/**
 * A system that the planner has made sure of: a step that names it in `systems` is not asked where the organisation lacks it. Its absence
 * is a defect of Joinery, not of anybody's input.
 */
export const required = <T>(system: T | undefined): T => {
  if (system === undefined) throw new Error('a step was planned without the system it declares')
  return system
}
