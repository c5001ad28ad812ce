/** The items of a list that stands in one cell, or in one word of a command line: `A|B`. */
export const splitList = (cell: string): readonly string[] => cell.split('|').map((part) => part.trim())
