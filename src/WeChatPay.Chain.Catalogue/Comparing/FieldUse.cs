namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Who writes a field. It decides which changes break calling code.</summary>
internal enum FieldUse
{
    /// <summary>The caller sets a property; the marked ones are <c>required</c>.</summary>
    Request,

    /// <summary>The caller reads a property. It is nullable unless the field is marked as always returned.</summary>
    Response,

    /// <summary>The caller reads a property, which is always nullable.</summary>
    Notification,
}
