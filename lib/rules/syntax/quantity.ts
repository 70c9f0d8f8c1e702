export { parseQuantity } from '../../api/config/quantity';
