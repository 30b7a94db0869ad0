// Loads the page again when the order's state is another one: the notification reaches the shop, not the browser.
const order = document.getElementById("order");
const pauseInMilliseconds = 1000;

async function look() {
  try {
    const answer = await fetch(`/orders/${order.dataset.number}/state`);
    if (answer.ok && (await answer.json()).state !== order.dataset.state) {
      location.reload();
      return;
    }
  } catch {
    // The shop cannot be reached. It may be by the next time.
  }
  setTimeout(look, pauseInMilliseconds);
}

if (["Waiting", "Refunding"].includes(order.dataset.state)) {
  setTimeout(look, pauseInMilliseconds);
}
