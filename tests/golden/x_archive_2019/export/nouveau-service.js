window.YTD.nouveau_service.part0 = []
