/** True in `npm run test:crash`, which takes its time; false in `npm test`. */
export const isLongForm = process.env["MODE"] === "crash";
