import { bad, type GraphError, malformed, unsupported } from './error-shapes.ts'

/** How query options are refused. https://learn.microsoft.com/graph/query-parameters */
export const queryErrors = {
  'select-unknown': malformed(
    "Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{type}'.",
  ),
  'filter-unknown': malformed(
    "Invalid filter clause: Could not find a property named '{property}' on type 'microsoft.graph.{type}'.",
  ),
  'filter-syntax': malformed("Invalid filter clause: Syntax error at position {position} in '{filter}'."),
  'filter-types': malformed(
    "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '{left}' and '{right}' for operator kind '{operator}'.",
  ),
  'aqp-count': bad('$count is not currently supported.'),
  'aqp-search': unsupported(
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  ),
  'aqp-op': unsupported(
    "Operator '{operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
  ),
  'aqp-notindexed': unsupported(
    "Unsupported or invalid query filter clause specified for property '{property}' of resource '{resource}'.",
  ),
  'search-syntax': malformed(
    "Syntax error: character '{character}' is not valid at position {position} in '{search}'.",
  ),
  'sort-property': unsupported("Unsupported sort property '{property}' for '{resource}'."),
  'sort-filter': unsupported('Sorting not supported for current query.'),
  'expand-not': {
    status: 400,
    code: 'ExpandNotSupported',
    message: "Expand is not allowed for property '{property}' according to the entity schema.",
  },
  'select-coll': { status: 501, code: 'NotImplemented', message: 'This operation target is not yet supported.' },
  'skip-not': bad("'$skip' is not supported by the service."),
  'option-unknown': malformed("The query parameter '{option}' is not supported."),
  'top-number': malformed(
    "Invalid value '{value}' for $top query option found. The $top query option requires a non-negative integer value.",
  ),
  'page-size': unsupported("Invalid page size specified: '{value}'. Must be between 1 and {max} inclusive."),
  'page-token': {
    status: 400,
    code: 'Directory_ExpiredPageToken',
    message: 'The specified page token value has expired and can no longer be included in your request.',
  },
  // https://devblogs.microsoft.com/microsoft365dev/duration-of-change-tracking-tokens-for-identity-and-education-resources/
  'delta-expired': {
    status: 400,
    code: 'syncStateNotFound',
    message: 'The sync state generation is not found. The delta token is expired and data must be synchronized again.',
  },
  // https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset
  'delta-gone': {
    status: 410,
    code: 'resyncRequired',
    message: 'The changes since this token are not known any more. Begin anew with the request that Location names.',
  },
  'delta-filter': unsupported('A delta query can be filtered by ids of objects only.'),
} as const satisfies { readonly [id: string]: GraphError }
