#pragma warning disable IDE0130 // The framework's namespace.
namespace System.Runtime.CompilerServices;

/// <summary>Required by <c>init</c>, which .NET Standard lacks.</summary>
internal static class IsExternalInit;
