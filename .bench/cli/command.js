/** The settings that say which database a command works on. */
export const databaseSettings = ['data', 'secretFile'];
