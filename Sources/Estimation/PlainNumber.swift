/// A number for a message: whole numbers without a point, others in their shortest form.
func plainNumber(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
}
