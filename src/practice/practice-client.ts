/** The application that signs in to the practice tenant. Its secret opens nothing else. */
export const practiceClient = {
  displayName: 'Joinery',
  appId: '4f0b1c52-9f0e-4b7a-8f0d-2d7c4a6e9b31',
  secret: 'practice~Tenant~2026',
} as const
