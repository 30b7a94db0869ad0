namespace Webshop.Orders;

/// <summary>The state of an order. The database stores these names.</summary>
internal enum OrderState
{
    Waiting,
    Paid,
    Refunding,
    Refunded,
    Closed,
}
