// Resident ID numbers (GB 11643-1999) and unified social credit codes (GB 32100-2015), as on the server.

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = "10X98765432";
const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// {sex: "male", birthDate: "1980-05-12"}, or null where the number is not right.
export function checkIdNumber(number) {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return null;
  const total = ID_WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(number[place]), 0);
  if (ID_CHECKS[total % 11] !== number[17]) return null;
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const day = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(birthDate)) return null;
  if (day > new Date()) return null;
  return { sex: Number(number[16]) % 2 ? "male" : "female", birthDate };
}

// Whether the code carries its right check character.
export function checkCreditCode(code) {
  const values = [...code].map((character) => CREDIT_ALPHABET.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return false;
  let weight = 1;
  let total = 0;
  for (const value of values.slice(0, 17)) {
    total += value * weight;
    weight = (weight * 3) % 31;
  }
  return values[17] === (31 - (total % 31)) % 31;
}
