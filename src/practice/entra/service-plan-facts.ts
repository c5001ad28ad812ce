/**
 * Service plans that the practice tenant's licences contain: name and id as Microsoft publishes them.
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
export const servicePlanIds = {
  AAD_PREMIUM: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  AAD_PREMIUM_P2: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
  ATP_ENTERPRISE: 'f20fedf3-f3c3-43c3-8267-2bfdd51c0939',
  BI_AZURE_P0: '2049e525-b859-401b-b2a0-e0a31c4b1fe4',
  BI_AZURE_P2: '70d33638-9c74-4d01-bfd3-562de28bd4ba',
  BPOS_S_TODO_2: 'c87f142c-d1e9-4363-8630-aaea9c4d9ae5',
  CLIPCHAMP: 'a1ace008-72f3-4ea0-8dac-33b3a23a2472',
  DYN365_CDS_VIRAL: '17ab22cd-a0b3-4536-910a-cb6eb12696c0',
  Deskless: '8c7d2df8-86f0-4902-b2ed-a0458298f3b3',
  EXCHANGE_S_DESKLESS: '4a82b400-a79f-41a4-b4e2-e94f5787b113',
  EXCHANGE_S_ENTERPRISE: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  EXCHANGE_S_FOUNDATION: '113feb6c-3fe4-4440-bddc-54d774bf0318',
  EXCHANGE_S_STANDARD: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
  FLOW_O365_P2: '76846ad7-7776-4c40-a281-a386362dd1b9',
  FLOW_P2_VIRAL: '50e68c76-46c6-4674-81f9-75456511b170',
  FORMS_PLAN_E3: '2789c901-c14e-48ab-a76a-be334d9d793a',
  INTUNE_A: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5',
  INTUNE_O365: '882e1d05-acd1-4ccb-8708-6ee03664b117',
  MCOEV: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7',
  MCOIMP: 'afc06cb0-b4f4-4473-8286-d644f70d8faf',
  MCOMEETADV: '3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40',
  MCOSTANDARD: '0feaeb32-d00e-4d66-bd5a-43b5b83db82c',
  MFA_PREMIUM: '8a256a2b-b617-496d-b51b-e76466e88db0',
  MICROSOFTBOOKINGS: '199a5c09-e0ca-4e37-8f7c-b05d533e1ea2',
  OFFICEMOBILE_SUBSCRIPTION: 'c63d4d19-e8cb-460e-b37c-4d6c34603745',
  OFFICESUBSCRIPTION: '43de0ff5-c92c-492b-9116-175376d08c38',
  ONEDRIVE_BASIC: 'da792a53-cbc0-4184-a10d-e544dd34b3c1',
  POWERAPPS_O365_P2: 'c68f8d98-5534-41c8-bf36-22fa496fa792',
  PROJECTWORKMANAGEMENT: 'b737dad2-2f6c-4c65-90e3-ca563267e8b9',
  RMS_S_ENTERPRISE: 'bea4c11e-220a-4e6d-8eb8-8ea15d019f90',
  RMS_S_PREMIUM: '6c57d4b6-3b23-47a5-9bc9-69f17b4947b3',
  SHAREPOINTDESKLESS: '902b47e5-dcb2-4fdc-858b-c63a90a2bdb9',
  SHAREPOINTENTERPRISE: '5dbe027f-2339-4123-9542-606e4d348a72',
  SHAREPOINTWAC: 'e95bec33-7c88-4a70-8e19-b10bd9d0c014',
  STREAM_O365_E3: '9e700747-8b1d-45e5-ab8d-ef187ceec156',
  SWAY: 'a23b959c-7ce8-4e57-9140-b90eb88a9e97',
  TEAMS1: '57ff2da0-773e-42df-b2af-ffb7a2317929',
  VISIOONLINE: '2bdbaf8f-738f-4ac7-9234-3c3ee2ce7d0f',
  VISIO_CLIENT_SUBSCRIPTION: '663a804f-1c30-4ff0-9915-9db84f0d1cea',
  WHITEBOARD_PLAN2: '94a54592-cd8b-425e-87c6-97868b000b91',
  WIN10_PRO_ENT_SUB: '21b439ba-a0ca-424f-a6cc-52f954a5b111',
  YAMMER_ENTERPRISE: '7547a3fe-08ee-4ccb-b430-5077c5041653',
} as const

export type ServicePlanName = keyof typeof servicePlanIds

/**
 * Plans that no user may have together. Microsoft publishes no list; two Exchange mailboxes are the case its error texts show.
 * https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems
 */
export const exclusivePlans: readonly (readonly ServicePlanName[])[] = [
  ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE', 'EXCHANGE_S_DESKLESS'],
  ['SHAREPOINTENTERPRISE', 'SHAREPOINTDESKLESS'],
]

/** A plan works only beside one of these. Known from error texts, as Microsoft publishes no list. */
export const planNeedsOneOf: { readonly [plan in ServicePlanName]?: readonly ServicePlanName[] } = {
  MCOEV: ['MCOSTANDARD', 'TEAMS1'],
}
