//! x
pub struct Dpor; impl Dpor { pub fn new()->Self{Dpor} }
impl super::Strategy for Dpor { fn pick(&mut self, view:&super::View<'_>)->Option<usize>{Some(view.default_choice())} fn advance(&mut self)->bool{false} }
