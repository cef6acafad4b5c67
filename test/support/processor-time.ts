/** Milliseconds that this process has spent computing: what work costs, however busy the machine is with other things. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
