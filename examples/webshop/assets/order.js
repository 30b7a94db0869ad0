// Reloads the page when the state of the order changes: the notification reaches the shop, not the browser.
const order = document.getElementById("order");
const intervalInMilliseconds = 1000;

async function checkState() {
  try {
    const response = await fetch(`/orders/${order.dataset.number}/state`);
    if (response.ok && (await response.json()).state !== order.dataset.state) {
      location.reload();
      return;
    }
  } catch {
    // The shop cannot be reached now. The next check tries again.
  }
  setTimeout(checkState, intervalInMilliseconds);
}

if (["Waiting", "Refunding"].includes(order.dataset.state)) {
  setTimeout(checkState, intervalInMilliseconds);
}
