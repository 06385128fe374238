export const ownIds = {
    idOf: (account) => account.id,
    accountOf: (id) => String(id),
};
