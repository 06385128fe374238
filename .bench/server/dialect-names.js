export const dialectNames = [
    'flask-security=1.7',
    'flask-security=5.x',
    'flask-security=newest',
];
