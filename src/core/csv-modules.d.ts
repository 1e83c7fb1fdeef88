// The build embeds .csv files as text.
declare module "*.csv" {
  const text: string;
  export default text;
}
