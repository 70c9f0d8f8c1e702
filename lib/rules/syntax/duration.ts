export { formatGoDuration, isWholeSeconds, parseGoDuration } from '../../api/config/duration';
